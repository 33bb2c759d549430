"""Tables of units, currencies and nouns that `units.py` reads quantities with."""

from __future__ import annotations

SYMBOLS = {
    "$": "USD",
    "£": "GBP",
    "€": "EUR",
    "¥": "JPY",
    "₹": "INR",
    "₽": "RUB",
    "₩": "KRW",
    "₴": "UAH",
    "₦": "NGN",
    "₺": "TRY",
    "₪": "ILS",
    "₱": "PHP",
    "฿": "THB",
    "₫": "VND",
    "₵": "GHS",
}
#: Letters before a dollar sign ("A$", "NZ$"), and before digits ("Rs 20 lakh", "CHF 3m").
DOLLARS = {
    "us": "USD",
    "a": "AUD",
    "au": "AUD",
    "c": "CAD",
    "ca": "CAD",
    "can": "CAD",
    "nz": "NZD",
    "hk": "HKD",
    "s": "SGD",
    "nt": "TWD",
    "r": "BRL",
    "mx": "MXN",
    "j": "JMD",
    "z": "ZWL",
}
CODES = {
    code.lower(): code
    for code in (
        "USD GBP EUR JPY INR CHF CAD AUD NZD CNY RMB SEK NOK DKK PLN CZK HUF RUB UAH TRY ILS AED "
        "SAR QAR KWD EGP ZAR NGN KES GHS PKR BDT LKR NPR IDR MYR SGD HKD TWD KRW THB VND PHP BRL "
        "MXN ARS CLP COP PEN RON BGN ISK GEL KZT"
    ).split()
} | {"rmb": "CNY", "rs": "INR", "rm": "MYR", "rp": "IDR", "tk": "BDT", "sfr": "CHF"}
CURRENCY_WORDS = {
    "dollar": "USD",
    "dollars": "USD",
    "bucks": "USD",
    "euro": "EUR",
    "euros": "EUR",
    "quid": "GBP",
    "sterling": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "renminbi": "CNY",
    "rupee": "INR",
    "rupees": "INR",
    "ruble": "RUB",
    "rubles": "RUB",
    "rouble": "RUB",
    "roubles": "RUB",
    "hryvnia": "UAH",
    "hryvnias": "UAH",
    "rand": "ZAR",
    "naira": "NGN",
    "shekel": "ILS",
    "shekels": "ILS",
    "zloty": "PLN",
    "zlotys": "PLN",
    "forint": "HUF",
    "baht": "THB",
    "won": "KRW",
    "lira": "TRY",
    "ringgit": "MYR",
}
NATIONAL = {
    ("canadian", "dollar"): "CAD",
    ("australian", "dollar"): "AUD",
    ("zealand", "dollar"): "NZD",
    ("kong", "dollar"): "HKD",
    ("singapore", "dollar"): "SGD",
    ("us", "dollar"): "USD",
    ("american", "dollar"): "USD",
    ("swiss", "franc"): "CHF",
    ("mexican", "peso"): "MXN",
    ("philippine", "peso"): "PHP",
    ("argentine", "peso"): "ARS",
    ("colombian", "peso"): "COP",
    ("chilean", "peso"): "CLP",
    ("swedish", "krona"): "SEK",
    ("swedish", "kronor"): "SEK",
    ("norwegian", "krone"): "NOK",
    ("norwegian", "kroner"): "NOK",
    ("danish", "krone"): "DKK",
    ("danish", "kroner"): "DKK",
    ("kenyan", "shilling"): "KES",
    ("pakistani", "rupee"): "PKR",
    ("nepali", "rupee"): "NPR",
    ("turkish", "lira"): "TRY",
    ("sterling", "pound"): "GBP",
    ("british", "pound"): "GBP",
    ("egyptian", "pound"): "EGP",
}
#: Short forms set after digits, and the noun they stand for.
SHORT = {
    "km": "kilometre",
    "kms": "kilometre",
    "kg": "kilogram",
    "kgs": "kilogram",
    "kilo": "kilogram",
    "kilos": "kilogram",
    "g": "gram",
    "mg": "milligram",
    "cm": "centimetre",
    "mm": "millimetre",
    "ml": "millilitre",
    "ft": "foot",
    "sq": "",
    "lb": "pound",
    "lbs": "pound",
    "oz": "ounce",
    "mph": "mile per hour",
    "kph": "kilometre per hour",
    "kmph": "kilometre per hour",
    "hr": "hour",
    "hrs": "hour",
    "min": "minute",
    "mins": "minute",
    "sec": "second",
    "secs": "second",
    "yr": "year",
    "yrs": "year",
    "mw": "megawatt",
    "gw": "gigawatt",
    "kw": "kilowatt",
    "kwh": "kilowatt-hour",
    "mwh": "megawatt-hour",
    "gwh": "gigawatt-hour",
    "gb": "gigabyte",
    "tb": "terabyte",
    "mb": "megabyte",
    "mhz": "megahertz",
    "ghz": "gigahertz",
    "bpd": "barrel per day",
    "pts": "point",
    "ha": "hectare",
    "bp": "basis point",
    "bps": "basis point",
    "kj": "kilojoule",
    "kcal": "kilocalorie",
    "dr": "",
}
#: Nouns of measure, which also stand in the singular after a number ("a 20 mile stretch").
MEASURES = frozenset(
    """second minute hour day week month year decade century quarter fortnight night mile metre
    meter     kilometre kilometer centimetre centimeter millimetre millimeter foot inch yard
    acre hectare
    gram kilogram tonne ton ounce stone litre liter gallon pint barrel degree volt watt megawatt
    gigawatt kilowatt megabyte gigabyte terabyte knot calorie carat point percent cent penny pence
    lap mph""".split()
)
PER_CENT = frozenset({"%", "percent", "pc", "pct"})
IRREGULAR = {
    "people": "person",
    "persons": "person",
    "men": "man",
    "women": "woman",
    "children": "child",
    "feet": "foot",
    "teeth": "tooth",
    "geese": "goose",
    "mice": "mouse",
    "oxen": "ox",
    "lives": "life",
    "wives": "wife",
    "knives": "knife",
    "leaves": "leaf",
    "halves": "half",
    "thieves": "thief",
    "wolves": "wolf",
    "shelves": "shelf",
    "loaves": "loaf",
    "calves": "calf",
    "pence": "penny",
    "crises": "crisis",
    "analyses": "analysis",
    "theses": "thesis",
    "bases": "base",
    "criteria": "criterion",
    "phenomena": "phenomenon",
    "dice": "die",
    "passersby": "passerby",
    "buses": "bus",
    "gases": "gas",
    "viruses": "virus",
    "bonuses": "bonus",
    "campuses": "campus",
    "statuses": "status",
    "censuses": "census",
    "choruses": "chorus",
    "circuses": "circus",
    "walruses": "walrus",
    "octopuses": "octopus",
    "heroes": "hero",
    "potatoes": "potato",
    "tomatoes": "tomato",
    "vetoes": "veto",
    "echoes": "echo",
    "torpedoes": "torpedo",
    "mosquitoes": "mosquito",
    "volcanoes": "volcano",
    "tornadoes": "tornado",
    "embargoes": "embargo",
    "cargoes": "cargo",
    "axes": "axe",
    "series": "series",
    "species": "species",
    "headquarters": "headquarters",
    "barracks": "barracks",
    "crossroads": "crossroads",
    "quizzes": "quiz",
}
IE_PLURALS = frozenset(
    """movies zombies cookies calories ties pies lies rookies selfies hoodies smoothies brownies
    sorties birdies veggies junkies hippies newbies genies prairies eyries cabbies budgies collies
    walkie-talkies freebies aunties laddies magpies""".split()
)
#: Nouns that count without an -s.
UNMARKED = frozenset(
    """people men women children police staff personnel crew troops cattle aircraft spacecraft
    hovercraft sheep fish deer salmon offspring feet teeth geese mice oxen pence passersby data
    head media criteria phenomena dice folk youth mph bitcoin million""".split()
) | {"series", "species"}
#: States of people used as nouns: "12 dead", "40 wounded".
STATES = frozenset(
    """dead injured wounded missing killed hurt hospitalised hospitalized unaccounted detained
    arrested homeless stranded infected displaced unemployed jobless jailed evacuated""".split()
)
#: Words that end in -s and are no plural.
NOT_PLURAL = frozenset(
    """this his its was has does is as us plus minus less yes thus gas bus perhaps always sometimes
    across towards afterwards besides afterwards upwards downwards overseas whereas unless versus
    news politics mathematics economics physics ethics lens campus status process business access
    success congress press address progress class pass loss boss mass grass glass cross
    previous various famous serious religious dangerous nervous numerous enormous continuous
    paris texas christmas says claims goes comes makes takes shows tells gets hers ours yours theirs
    each's it's that's there's he's she's what's let's who's nowadays indoors outdoors abroads
    thanks besides ones""".split()
)
#: Of these, the nouns that a share is taken of: "two-thirds of its gas".
MASSES = frozenset("gas business news politics press access".split())
#: Words that end the noun group: grammar words and finite verbs seldom used as modifiers.
STOPS = frozenset(
    """a an the this that these those and or but nor so yet if than then as at by for from
    in
    into of     off on onto out over per since through to toward towards under until up upon
    via with within
    without against along among amid around before after behind below beneath beside between beyond
    during despite down near about above across outside inside is are was were be been being am
    do does did done has have had having will would can could shall should may might must
    he she it they we you i me him her us them his hers its their theirs our ours my mine your yours
    who whom whose which what when where why how while because although though whether not no never
    also again already still just only even ever too very here there now once later ago earlier
    said says say told tell tells asked added saw took take takes went go goes came come comes gave
    give gives made make makes got get gets left leave died die dies fell fall rose rise
    ran run began begin became become won win wins lost lose held hold kept keep met meet paid pay
    put set sent spent stood voted marched gathered attended took joined remain remained expected
    live lives lived work works worked want wants wanted need needs needed show shows showed
    according including such like both either neither
    january february march april may june july august september october november december
    monday tuesday wednesday thursday friday saturday sunday today yesterday tomorrow tonight
    am pm gmt bst est edt pst pdt utc cet""".split()
) - {"lives", "march", "may"}
SQUARED = frozenset({"square", "cubic", "nautical", "light", "metric"})
#: Words between "of" and the noun it owns.
OWNERS = frozenset(
    """of the a an all its his her their our my your those these this that such""".split()
)
#: What a "family of four" and a "team of nine" have so many of.
GROUPS = frozenset(
    """crew family team group panel party gang squad jury committee household army force delegation
    congregation choir""".split()
)
PARENTS = frozenset(
    "mother father parent mum mom dad grandmother grandfather widow widower couple".split()
)
#: Nouns as well as verbs: right after a number they are counted.
COUNTED_TOO = frozenset("shows claims works wins runs".split())
#: What "four of them" counts was named before.
MENTIONED = frozenset("them whom which us".split())
#: Between a bare number and what became of those it counts: "30 still missing".
STILL = frozenset(
    "still more critically seriously badly fatally slightly also were are feared".split()
)
#: "millions of dollars" and the like.
CURRENCY_NOUNS = {
    "dollar": "USD",
    "euro": "EUR",
    "pound": "GBP",
    "yen": "JPY",
    "yuan": "CNY",
    "rupee": "INR",
    "ruble": "RUB",
    "rouble": "RUB",
    "shekel": "ILS",
}
#: Words joined to a number that say no unit: "two-way", "one-sided", "50-50".
NO_UNIT = frozenset(
    """way sided side faced fold tier state time handed dimensional on off off party pronged tone
    ply piece to by up down day's for of stop step track tiered nil love all in and plus wheeler
    speed legged liner timer""".split()
)
#: What a bare number after these words counts: "a death toll of 52", "a population of 12,000".
MEASURED = {
    "magnitude": "magnitude",
    "toll": "death",
    "population": "person",
    "crowd": "person",
    "attendance": "person",
    "audience": "person",
    "capacity": "person",
    "workforce": "person",
    "staff": "person",
    "crew": "person",
    "deaths": "death",
    "cases": "case",
    "votes": "vote",
    "temperature": "degree",
    "temperatures": "degree",
}
#: What stands right before such a number.
LINKS = frozenset(
    """of to at was is reached hit topped passed stands stood climbed rose fell over about nearly
    around than least from remained with""".split()
)
#: Verbs whose bare number counts people: "killing 12", "injured 40".
HARMED = frozenset(
    """killed killing kills injured injuring injures wounded wounding wounds hurting arrested
    arresting detained detaining evacuated evacuating rescued rescuing displaced displacing
    infected infecting leaving left""".split()
)
