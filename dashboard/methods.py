"""How each part of the analysis works, in two sentences: what a methods section needs."""

# Part → the subject of `pipeline/accuracy.csv` that measures it ("" for none), and how it works.
METHODS = {
    "Articles and outlets": (
        "articles",
        "Title, text, outlet, author and date are read from what each file says of itself, in a fixed order of trust, and "
        "what each was read from is kept beside it. What is unknown stays empty; navigation, captions and repeated lines "
        "are left out of the text.",
    ),
    "Stories": (
        "stories",
        "Articles are put into one story by their weighted words, names and figures, and by how near their dates are. "
        "Each article carries how near it is to its story's others, and the borderline ones are listed.",
    ),
    "Quotations and speakers": (
        "quotes",
        "Quotations are found by quotation marks and by verbs of speech, by rules and without a statistical model, and "
        "given to a speaker within the article. Pronouns and short forms are resolved to the fullest name of the article; "
        "an unclear speaker stays unknown.",
    ),
    "Utterances": (
        "",
        "Quotations of one source in several articles are one utterance where their words agree but for small changes or "
        "omissions. Only literal wordings are compared word for word.",
    ),
    "Sources": (
        "",
        "People and organisations that are cited are matched across articles by kind and name. Unnamed sources are kept "
        "apart, since two “officials” need not be the same.",
    ),
    "Facts": (
        "facts",
        "Each article is cut into statements, and statements of one story that share weighted words, names and figures "
        "and contradict in none are one fact. The score of the match and a band of possible matches are kept, so that the "
        "cut can be moved.",
    ),
    "Unique facts": (
        "",
        "A fact is unique where, among the outlets and articles shown, one outlet alone states it and another told the "
        "story in full. It says neither that the fact is true nor that it was reported first.",
    ),
    "Conflicts": (
        "conflicts",
        "Matched statements and renderings are compared in figures, days, names, speakers and words. Hedges (“up to”) and "
        "later updates are told apart from real disagreements.",
    ),
    "Shared passages": (
        "reuse",
        "A passage is a run of eleven words or more that two articles have in common, with small edits at most. What was "
        "reworded is not found, so every share is a lower bound.",
    ),
    "Agency copy": (
        "",
        "A sentence is agency copy where at least four fifths of its words stand in the text of a news agency at hand. "
        "Where only a credit or three equal texts point to an agency, it is called probable.",
    ),
    "Order in time": (
        "",
        "One publication is before another only where the precision of both dates carries it. Ties and unknown dates name nobody first.",
    ),
    "Keywords": (
        "",
        "Words are counted after folding of case and plural, without function words, and shown per 1,000 words. What sets "
        "an outlet apart is a log-odds ratio with a prior from all texts; it orders words and is no test.",
    ),
}
