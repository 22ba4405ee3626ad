"""Words by which people say what they think; none is a name."""

_WORDS = """
    absurd abysmal against alarmed ambivalent angry annoyed anonymous appalled appalling ashamed
    astonished atrocious awkward baffled baloney bankrupt barmy biased blunder bogus boring
    botched boycott brainless bribed broken bungled bunkum burden cancelled careless cars
    catastrophe chaos cheap cheated clueless codswallop complain concerned confidential confused
    contempt corrupt costly cowards crazy cronies crooked cruel cynical daft damaging deceit
    defiant deluded deny deplore derisory despair detest developers disappointed disastrous
    disbelieve discard dishonest dislike dismayed dissatisfied distrust divisive doomed doubtful
    dreadful dreary dubious duress embarrassing empty error exaggerated expensive failure farce
    fed fiasco fiddle flawed folly fools forget fraud frustrated furious garbage ghastly gimmick
    gravy greedy grim guilty haters hesitant hideous hogwash hopeless horrified hypocrites
    idiotic ignorant ignore illegal immoral impossible inadequate incompetent indifferent insane
    insulting irrelevant joke ludicrous mad madness meaningless mediocre misguided mockery
    motorists muddle neutral nightmare nuisance objectors obscene outrage outraged overpriced
    pathetic petty phoney pitiful pollution poppycock private protesters puzzled questionable
    railways reckless regret reluctant repulsive resentful ridiculous risky ruined ruinous sack
    scandal scandalous sceptical sceptics scoundrels selfish senseless shambles shameful shocked
    sick sickening sinister skint sleaze sloppy spend squander taxpayers tedious thieves tired
    toxic tragic trains traitors trash travesty troubled twaddle ugly unaffordable unclear
    unconvinced undecided uneasy unhappy unhelpful unimpressed uninformed unjust unlawful
    unnamed unready unsafe unsure unworkable unworthy upset vandals vague villains waffle weary
    whitewash wicked withdrawal withheld worried worrying wretched
"""

OPINION_WORDS = tuple(_WORDS.split())
