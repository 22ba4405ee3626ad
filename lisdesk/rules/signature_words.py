"""Words by which the lines of a signature are known, and words that no such line has."""

from __future__ import annotations


def _set_of(words: str, divider: str | None = None) -> frozenset[str]:
    """Return what is written as one text, between white space or a divider."""
    return frozenset(" ".join(each.split()) for each in words.split(divider))


SAYING = _set_of(
    """
    i im ive id me my mine myself we us our ours ourselves you your yours yourself he him his she
    her hers it its they them their theirs this that these those here there am is are was were be
    been being do does did doing done has have had having can cannot cant could should would shall
    must might wont dont doesnt didnt isnt arent wasnt shouldnt wouldnt couldnt shant mustnt no nope
    nay not non none never nor neither nothing nobody nowhere nought yes yep aye if but however
    although though because unless until except without than so too very more most less least only
    just also again rather instead any every some both either what which who whom whose why how when
    while ps pps nb please sorry sadly let lets get got give take make keep need needs want wants
    like hate think thinks believe hope fear feel say says said see know against anti pro versus
    despite ban bans banned bin block blocks cancel cut cuts delay demolish ditch drop end ends fail
    fails failed fight halt kill leave lose oppose quit resist resign save scrap scrapped shame
    shelve shut stop stops stopped vote votes wait waste withdraw withdrawn abandon abolish avoid
    bad badly worse worst wrong poor good better best great fine false true fake fair unfair lie
    lies liars rubbish nonsense stupid silly terrible awful disgraceful disgusted disaster mistake
    unacceptable unnecessary unwanted useless worthless pointless dangerous harmful idea ideas view
    views opinion comment comments plan plans scheme schemes proposal proposals priority priorities
    build built fewer new now today nimby enough sack boycott dissolve fund reopen restore tax
    nationalise nationalize privatise privatize prioritise prioritize expand relocate rebuild
    confidential private privately withheld anonymous anonymously withdrawal undecided neutral
    unconvinced unhappy duress disregard ignore error errors hogwash greedy haters hater elsewhere
    everybody everyone everything anybody anyone anything somebody something protesters tolerance
    mph disgrace scandal farce spend spent money
    """
)
"""Words that say something, or may, and stand in no name or address that is taken for one."""

SAYING_STEMS = (
    "oppos", "object", "disagre", "agree", "reject", "refus", "support", "protest", "condemn",
    "endors", "approv", "disapprov", "favour", "demand", "contradict", "unsupport", "dissent",
    "sceptic", "skeptic", "reluctan", "confiden", "withdr", "unconvinc", "undecid", "unhapp",
    "disappoint", "complain", "scandal", "disgrac", "regret",
)  # fmt: skip
"""How words begin that say what somebody thinks."""

SUBJECTS = _set_of(
    """
    train trains bus buses car cars tram trams rail railway railways road roads bike bikes cycle
    cycles traffic transport skills jobs homes houses housing schools hospitals shops pubs taxpayers
    developers motorists drivers farmers workers residents objectors people brexit remain europe
    climate carbon pollution noise growth business businesses industry economy green greens empty
    speed limit zero
    """
)
"""What letters are about; none of these is taken for the name of a person, a street or a place,
also where they do not stand in the letter.
"""

JOINING = _set_of("of the and in for on upon at by under over le la with next near cum")
"""Small words within the names of bodies and places."""

PARTICLES = _set_of("van von der den de del della di da du la le el al bin ibn ap ab and")
"""Small words within the names of people."""

TITLES = _set_of(
    """
    mr mrs ms miss mx dr prof professor sir dame lord lady rev revd reverend fr cllr councillor
    councilor canon captain capt major col colonel mbe obe cbe kbe dbe frs frsa phd bsc ba ma msc
    mba mp msp ms mep jp qc kc esq junior jr senior snr
    """
)
"""Words before and behind the names of people."""

GREETED = _set_of(
    """
    sir sirs madam madams everyone everybody team colleague colleagues friend friends lep llep
    partnership officer officers chair chairman executive committee council councillor councillors
    board member members editor minister secretary
    """
)
"""Who is greeted without a name."""

BESIDE_GREETED = _set_of("or and all the of chief local enterprise consultation")
"""What may stand beside those who are greeted, and says nothing alone."""

GREETED_TITLES = _set_of(
    "mr mrs ms miss mx dr prof professor dame lord lady rev revd reverend cllr councillor"
)
"""What a name that is greeted has before it."""

STREETS = (
    "street|str|st|road|rd|lane|ln|avenue|ave|av|close|cl|drive|dr|way|court|ct|crescent|cres|"
    "gardens|gdns|grove|hill|place|pl|square|sq|terrace|ter|walk|view|rise|park|row|mews|green|"
    "gate|parade|yard|mount|meadow|meadows|wharf|quay|bank|croft|drove|fields|field|circus|path|"
    "broadway|parkway|boulevard|cottages|villas|buildings|house"
)
"""How the names of streets end, as alternatives of a pattern."""

POSITIONS = _set_of(
    """
    director, managing director, chair, chairman, chairwoman, chairperson, vice chair, treasurer,
    chief executive, chief executive officer, ceo, secretary, company secretary, clerk,
    parish clerk, town clerk, manager, general manager, owner, proprietor, partner, councillor,
    president, vice president, trustee, founder, headteacher, head teacher, principal
    """,
    ",",
)
"""What a signer is."""

PLACE_ENDINGS = (
    "ton|ham|by|ley|worth|ford|wick|stock|thorpe|borough|brough|bury|cote|hurst|minster|cester"
)
"""How the names of villages end, as alternatives of a pattern."""

BESIDE_PLACES = _set_of(
    "market great little north south east west upper lower long castle kirby saint st"
)
"""What stands before the name of a village."""

NO_PLACES = _set_of(
    """
    nearby standby hereby thereby whereby passerby hobby lobby shabby flabby grubby chubby stubby
    tubby baby lullaby ruby derby cotton button carton wanton glutton mutton simpleton skeleton
    singleton automaton badminton baritone valley alley trolley volley parley medley barley galley
    pulley sham gingham afford laughingstock livestock overstock stock borough jobsworth pennyworth
    unworth wick bury sheriff overbury crybaby layby snobby scabby gabby crabby clubby
    """
)
"""Words that end as the names of villages do, and are none."""

PLACES = _set_of(
    """
    england, united kingdom, uk, great britain, scotland, wales, northern ireland, avon,
    bedfordshire, berkshire, buckinghamshire, cambridgeshire, cheshire, cleveland, cornwall,
    cumbria, derbyshire, devon, dorset, county durham, durham, east riding of yorkshire, east
    sussex, essex, gloucestershire, greater london, greater manchester, hampshire,
    herefordshire, hertfordshire, isle of wight, kent, lancashire, leicestershire, lincolnshire,
    merseyside, middlesex, norfolk, north yorkshire, northamptonshire, northumberland,
    nottinghamshire, oxfordshire, rutland, shropshire, somerset, south yorkshire, staffordshire,
    suffolk, surrey, tyne and wear, warwickshire, west midlands, west sussex, west yorkshire,
    wiltshire, worcestershire, yorkshire, aylesbury, barnsley, basingstoke, bath, bedford,
    birkenhead, birmingham, blackburn, blackpool, bolton, bournemouth, bracknell, bradford,
    brighton, bristol, burnley, bury, cambridge, canterbury, carlisle, chelmsford, cheltenham,
    chester, chesterfield, coalville, colchester, corby, coventry, crawley, crewe, croydon,
    darlington, derby, doncaster, dudley, eastbourne, exeter, gateshead, gloucester, grimsby,
    guildford, halifax, harlow, harrogate, hartlepool, hastings, hemel hempstead, hereford,
    hinckley, huddersfield, hull, ipswich, kettering, kidderminster, lancaster, leamington spa,
    leeds, leicester, lichfield, lincoln, liverpool, london, loughborough, lowestoft, luton,
    lutterworth, macclesfield, maidstone, manchester, mansfield, market harborough, melton
    mowbray, middlesbrough, milton keynes, newcastle, newcastle upon tyne, northampton, norwich,
    nottingham, nuneaton, oadby, oakham, oldham, oxford, peterborough, plymouth, poole,
    portsmouth, preston, reading, redditch, rochdale, rotherham, rugby, salford, salisbury,
    scarborough, scunthorpe, sheffield, shrewsbury, slough, solihull, southampton, southend on
    sea, southport, st albans, st helens, stafford, stevenage, stockport, stoke on trent,
    sunderland, swindon, tamworth, taunton, telford, torquay, truro, wakefield, walsall,
    warrington, warwick, watford, wells, weston super mare, wigan, winchester, wolverhampton,
    worcester, worthing, yeovil, york, anstey, barrow upon soar, birstall, castle donington,
    earl shilton, fleckney, great glen, leicester forest east, measham, mountsorrel, quorn,
    shepshed, thringstone, whetstone
    """,
    ",",
)
"""Counties, cities and towns, folded: a place without a postcode is known by its name only."""
