"""The function words of English: words that hold a sentence together and say nothing about what it is about.

A list of our own rather than one of a library: the common ones drop words that matter in news ("fire", "system", "bill", "cry", "interest")
and keep contractions apart from their parts. It also holds the verbs of speech and titles of address that news writing repeats
in every article. It never decides what is counted as a word, only where a phrase may not pass and which words stand for no topic.
"""

STOP_WORDS: frozenset[str] = frozenset("""
a an the this that these those such some any no every each either neither another other others all both half many much more most
few fewer fewest little less least several enough own same

i me my mine myself you your yours yourself yourselves he him his himself she her hers herself it its itself we us our ours ourselves
they them their theirs themselves one ones who whom whose which what whatever whichever whoever someone somebody something anyone
anybody anything everyone everybody everything nobody nothing none

am is are was were be been being isn't aren't wasn't weren't ain't do does did doing done don't doesn't didn't have has had having
haven't hasn't hadn't can could can't cannot couldn't will would won't wouldn't shall should shan't shouldn't may might mayn't mightn't
must mustn't need needn't ought dare let let's get gets got gotten getting

i'm i've i'd i'll you're you've you'd you'll he's he'd he'll she's she'd she'll it's it'd it'll we're we've we'd we'll they're they've
they'd they'll that's that'd that'll there's there'd there'll here's who's who'd who'll what's what'd what'll where's when's why's how's

and or but nor so yet for if unless until till while whilst whereas although though because since as than whether lest once
of in on at by to from with without within into onto out off up down over under above below between among amongst through throughout
during before after about against across along around behind beside besides beyond near toward towards upon via per despite except
amid past like unlike

not never ever always often sometimes usually again also too very just only even still already almost quite rather really perhaps maybe
however therefore thus hence otherwise instead meanwhile moreover nevertheless nonetheless furthermore indeed actually especially
particularly mostly mainly merely nearly hardly barely soon now then later earlier ago here there where when why how away back together
apart else well far long first last next yes no please

said say says saying told tell tells telling added adds adding asked ask asks mr mrs ms dr sir madam

go goes going went gone come comes came coming make makes made making take takes took taken taking put puts see sees saw seen seeing
know knows knew known think thinks thought want wants wanted use uses used using give gives gave given seem seems seemed become
becomes became keep keeps kept

way ways thing things lot lots kind bit etc vs
""".split())  # noqa: SIM905 (a word list reads best as text)
