"""Given names by which an unknown signer is known for a person, and not for a slogan.

Those that are words too (“Will”, “Sue”, “Grant”, “Hope”) are left out: their bearers are known by
the register, or their letters are variants.
"""

from __future__ import annotations

_NAMES = """
    aaron abdul abigail adam adrian ahmed aidan ailsa aisha alan alasdair albert alexander
    alexandra alfred ali alice alison alistair alun amanda amelia amina amir amy andrea andrew
    aneurin angela angharad angus anita ann anna anne annette anthony antonia aoife arthur asha
    ashok audrey barbara barry beatrice ben benjamin bernadette bernard bethan beverley brendan
    brenda brian bridget bronwen bryony callum cameron carl caroline carys catherine cathy
    cecilia charles charlotte chloe chris christina christine christopher ciara claire clare
    clive colin connor craig daniel darren david deborah debbie deepak deirdre denise dennis
    derek diana diane dominic donald donna dorothy dylan eamonn edith edward eileen elaine
    eleanor elizabeth ella ellen elliott elsie emily emma emyr eric erica esther ethan eva
    evelyn farah fatima felicity fergus fiona frances francesca freda frederick gail gareth gary
    gavin geoffrey george georgina gerald geraldine gethin gillian giles gita glenys gordon
    graham gregory gwen gwyneth hamish hannah harold harriet hassan helen henry hilary howard
    hugh hussein ian ibrahim imran ingrid ioan iqbal irene isabel isla ivan jacob jacqueline
    jake james jamie jane janet janice jason jasmine javed jean jeffrey jennifer jeremy jessica
    jill joan joanna joanne joel john jonathan joseph josephine joshua joyce judith julia julian
    julie justine karen kate katherine kathleen keith kelly kenneth kerry kevin kiran kirsty
    krzysztof laura lauren lawrence leah leanne leila leonard lesley liam linda lisa lorna
    lorraine louise lucy luke lynda lynne maeve malcolm mandeep manjit margaret maria marian
    marie marion marjorie martha martin mary matthew maureen megan melanie melissa mhairi
    michael michelle miriam mohamed mohammad mohammed moira monica morag muhammad mukesh nadia
    naomi natalie natasha neil niamh nicholas nicola nigel nikhil nina noel nora norman oliver
    olivia omar owen pamela patricia patrick paul paula pauline peter philip philippa phyllis
    piotr priya rachel rajesh ralph raymond rebecca reginald rhiannon rhys richard rita robert
    robin roderick roger ronald rosalind rosemary ruth ryan sally samantha samuel sandra sanjay
    sarah seamus sean sebastian sharon sheila shirley shona sian simon sinead siobhan sophie
    stella stephanie stephen steven stuart sunita susan suzanne sylvia tamsin tanya teresa
    terence theresa thomas timothy tomasz tracey trevor valerie vanessa veronica victoria vijay
    vincent vivienne walter wendy william winifred yasmin yusuf yvonne zainab zoe
"""

GIVEN_NAMES = frozenset(_NAMES.split())
"""Folded, as `rules.words` folds; of a name with a hyphen each part is one."""
