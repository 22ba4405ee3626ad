"""Words by which people say what they think, beyond those that no name of the register has either.

None of them is taken for the name of a street, of an unknown person or of somebody greeted. A few
are family names too: their bearers are known by the register.
"""

from __future__ import annotations

_WORDS = """
    absent abstain abstained abstaining absurd abysmal against alarmed ambiguous ambivalent
    anger angry annoyed anonymous appalled appalling ashamed astonished atrocious awkward
    baffled baloney bankrupt barmy betrayal betrayed biased blunder bogus bonkers boring botched
    boycott brainless bribed broken bullies bully bungled bunkum burden bureaucrats cancelled
    careless cars catastrophe chaos charlatans cheap cheated cheats clowns clueless codswallop
    complain con concerned confidential confused conned contempt corrupt costly cowards crackpot
    crazy cronies cronyism crooked crooks cruel cynical cynics daft damaging deceit deceitful
    defiant deluded deny deplore derisory despair desperate destroy destroyed destruction detest
    devastated developers dictator dim dire disappointed disastrous disbelieve discard dishonest
    dishonour disillusioned dislike dismayed disobey disrupt dissatisfied distrust divisive
    dodgy donkeys doomed doubtful dreadful dreary drivel dross dubious dumb duress elitist
    embarrassing empty enemies enough error evil exaggerated expensive extortion failure
    falsehood fantasy farce fat fear fed feeble fiasco fiddle flawed folly foolish fools forget
    fraud frustrated furious fury garbage ghastly gimmick gravy greedy grim guilty gullible hate
    hated haters hatred hell hesitant hideous hogwash hopeless horrible horrid horrified humbug
    hypocrites idiotic idiots ignorant ignore illegal imbeciles immoral impossible inadequate
    incensed incompetent indefensible indifferent indignant inept inexcusable injustice insane
    insult insulting intolerable irrelevant irresponsible joke jokers lazy leavers looters
    losers ludicrous lunacy lunatic mad madmen madness meaningless mediocre menace mess
    miserable misguided misleading misled mockery morons motorists muddle mugs muppets nasty
    negligent neutral nightmare nonsensical nuisance objecting objectors obscene obstinate
    offended offensive opponent opponents outrage outraged overpriced pants parasites pathetic
    pessimist pessimistic petty phoney pitiful poison pollution pompous poppycock private
    profiteers propaganda protesters puzzled questionable rage railways rebels reckless regret
    rejecters reluctant remainers repulsive resentful resisters ridiculous risky rotten ruin
    ruined ruinous sabotage sack sad scam scams scandal scandalous scared scathing sceptical
    sceptics scoundrels scum seething selfish senseless sham shambles shameful shaming shocked
    shoddy sick sickening silly sinful sinister skint sleaze sloppy slow sluggish smug snobs
    sorry sour spend spiteful spoiled squander stinking strangled suspicious swindle swindlers
    taxpayers tedious thieves tired toxic tragic trains traitors trash travesty troubled twaddle
    tyranny tyrants ugly unaccountable unaffordable unbelievable uncertain unclear unconvinced
    undecided undeclared undemocratic underfunded uneasy unelected unequal unfit ungrateful
    unhappy unhelpful unimpressed uninformed unjust unkind unlawful unlikely unmoved unnamed
    unnecessary unready unreasonable unsafe unsatisfied unsound unsuitable unsupportive unsure
    untrue unwelcome unwilling unworkable unworthy upset useless vague vandalism vandals vile
    villainous villains violated waffle waste wasted wasteful wasters wasting weak weary
    whingers whitewash wicked withdrawal withheld worried worrying worst wrecked wreckers
    wrecking wretched yawn zealots
"""

OPINION_WORDS = frozenset(_WORDS.split())
"""Folded, as `rules.words` folds."""
