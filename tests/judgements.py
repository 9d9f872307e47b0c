"""Mistakes in sound records, which only the checks on wording and evidence can see: one fault for each kind of problem.

Like `tests/mistakes.py`, on the same copy of the harbour topic. HINTS are those that are only warned of.
"""

from __future__ import annotations

from tests.mistakes import COURIER, LEDGER, MANY, PEOPLE, SITE, STRIKE, SUPPLY, WHO, WHY, F, Fault

GUARD, BOARD, LEAGUE = (f"content/factions/{name}.yaml" for name in ("island-guard", "harbour-board", "dockers-league"))

JUDGED: list[Fault] = [
    # who says so
    F("words that somebody said have no speaker", STRIKE, "    kind: stated\n    speaker: samira-halvani\n", "", "speaker-missing-for-speech",
      "give `speaker`", "    kind: reported\n    speaker: samira-halvani\n", at="text: ▸Samira Halvani said that the League could hold out"),
    F("a party's words about itself stand as a fact", STRIKE, "text: The Harbour Board said that 1,100 dockers were on strike.",
      "text: ▸Against the Harbour Board 1,100 dockers were on strike.", "self-claim-unattributed", "say so in the text",
      "text: By the Harbour Board's own word 1,100 dockers were on strike, it said."),
    F("a post is not called one", STRIKE, "text: An unsigned post on a message board, which no source confirms, speaks of a docker hurt",
      "text: ▸An unsigned note on a message board, which no source confirms, speaks of a docker hurt", "post-unlabelled", "call it a post"),
    F("an author's forecast stands as a fact", STRIKE, "text: In the author's view the strike will probably end",
      "text: ▸The strike will probably end", "assessment-unattributed", "name the author", "text: In the writer's view the strike will probably end"),
    F("the wrong outlet is named", STRIKE, "the Courier gives its date as 31 April", "the Strait Review gives its date as 31 April",
      "outlet-mismatch",
      '"Strait Review"', at="text: ▸A notice of the harbour office"),
    F("a speaker is given as the way to itself", STRIKE, "speaker: edrik-tolm\n    via: Tern\n", "speaker: edrik-tolm\n    via: ▸Edrik Tolm\n",
      "via-speaker", "take it out", "speaker: edrik-tolm\n    via: the Tern agency\n"),
    F("an outlet is made a party", STRIKE,
      "    kind: assessment\n    speaker: {name: the author of the Strait Review}\n    as_of: 2017-05-13~\n    cite:\n      - source: review-2017-05-13\n"
      "        quote: Five days",
      "    kind: ▸stated\n    speaker: {name: The Strait Review}\n    as_of: 2017-05-13~\n    cite:\n      - source: review-2017-05-13\n"
      "        quote: Five days", "outlet-as-party", "no party",
      "    kind: assessment\n    speaker: {name: The Strait Review}\n    as_of: 2017-05-13~\n    cite:\n      - source: review-2017-05-13\n"
      "        quote: Five days"),
    F("a role stands in the box of facts too", STRIKE, "      - {of: edrik-tolm, role: chairman, in: harbour-board}\n",
      "      - {of: edrik-tolm, role: chairman, in: harbour-board}\n    infobox:\n"
      "      - ▸{of: edrik-tolm, label: Role, value: Chairman of the Board (Tern)}\n", "infobox-repeats-role", "take the row out",
      "      - {of: edrik-tolm, role: chairman, in: harbour-board}\n    infobox:\n"
      "      - {of: edrik-tolm, label: Stance, value: chairman of a Board whose door is open}\n"),
    # what stands in quotation marks
    F("a claim quotes what nobody printed", STRIKE, "text: The Harbour Board put the number of strikers at",
      'text: ▸The Harbour Board put the "number of the strikers" at', "quotation-unfounded", '"number of the strikers"',
      'text: The Harbour Board put the "number of strikers" at'),
    F("a page quotes what nobody printed", WHO, "Edrik Tolm said that nobody on the Board doubts her stubbornness",
      '▸Edrik Tolm said that nobody on the Board doubts her "mulish stubbornness"', "prose-quotation-unfounded", '"mulish stubbornness"',
      'Edrik Tolm said that nobody on the Board doubts her "stubbornness"'),
    # how much is quoted, and what is set aside
    F("a source is quoted nearly whole", SITE, "quoted_share: 0.95", "quoted_share: 0.9", "budget-share", "words too many", "quoted_share: 0.93",
      at="id: ▸ledger", seen=LEDGER),
    F("quotes follow one another without a gap", SITE, "limits:\n", "limits:\n  longest_run: 95\n", "budget-run", "leave a gap",
      "limits:\n  longest_run: 96\n", at="id: ▸review", seen="content/sources/review-2017-05-13.yaml"),
    F("a sentence is set aside and cited", COURIER, "  - quote: By Ilse Marrant\n    reason: fragment\n",
      "  - quote: An unsigned post on a message board speaks\n    reason: background\n    note: A detail.\n"
      "  - quote: By Ilse Marrant\n    reason: fragment\n",
      "coverage-both", "take it out of `set_aside`", at="- ▸quote: An unsigned post"),
    F("a note says nothing of what is lost", LEDGER, "    reason: headline\n", "    reason: background\n", "coverage-reason", "name in the note",
      at="note: ▸The report below"),
    # when
    F("a claim holds up to a day after its source", SUPPLY,
      "as_of: 2017-05-13~\n    cite:\n      - source: review-2017-05-13\n        quote: Corvane has talked",
      "as_of: ▸2017-06-13\n    cite:\n      - source: review-2017-05-13\n        quote: Corvane has talked", "date-order", "later than every source",
      "as_of: 2017-05-13\n    cite:\n      - source: review-2017-05-13\n        quote: Corvane has talked"),
    F("the weekday is not that of the date", STRIKE, "met for the first time on Thursday, 11 May 2017, in the Customs House of Karrow;",
      "met for the first time on ▸Friday, 11 May 2017, in the Customs House of Karrow;", "date-weekday", "was a Thursday"),
    F("a Wednesday is worked out wrongly", SUPPLY,
      "help on Wednesday, 10 May 2017.\n    about: [dockers-league, corvane]\n    happened: 2017-05-10",
      "help on Friday, 12 May 2017.\n    about: [dockers-league, corvane]\n    happened: ▸2017-05-12", "date-relative", "`happened` is 2017-05-12",
      "help.\n    about: [dockers-league, corvane]\n    happened: 2017-05-10"),
    F("a date stands in no source", PEOPLE, "    as_of: 2017-05-12\n", "    as_of: 2017-05-12\n    happened: ▸2017-05-10\n", "date-unfounded",
      "`derived`"),
    F("a later article is left out of the date", STRIKE,
      "    as_of: 2017-05-12\n    cite:\n      - source: courier-2017-05-12\n        quote: The Harbour Board now says",
      "    as_of: ▸2017-05-09\n    cite:\n      - source: ledger-2017-05-09\n        quote: The Harbour Board put the number of strikers at about 900\n"
      "      - source: courier-2017-05-12\n        quote: The Harbour Board now says", "date-one-of-several", '"courier-2017-05-12" is later',
      "    as_of: 2017-05-12\n    cite:\n      - source: ledger-2017-05-09\n        quote: The Harbour Board put the number of strikers at about 900\n"
      "      - source: courier-2017-05-12\n        quote: The Harbour Board now says"),
    F("a position has no date", PEOPLE, "    as_of: 2017-05-12\n", "", "date-missing", "`as_of`", "    said: 2017-05-12\n",
      at="text: ▸The Island Guard answered"),
    # what is in dispute
    F("a contested figure is nobody's", MANY, "The Courier counted 1,350 people in the picket lines [@courier-count].\nsections",
      "▸There were 1,100 dockers on strike [@board-1100].\nsections", "dispute-unattributed", "say in this sentence whose answer"),
    F("a title in dispute has no quotation marks", PEOPLE, 'text: Samira Halvani calls herself "Speaker of the Port", a title',
      "text: ▸Samira Halvani calls herself Speaker of the Port, a title", "title-unquoted", "in quotation marks",
      "text: Samira Halvani calls herself “Speaker of the Port”, a title"),
    F("a party both opposes and supports another", STRIKE, "    relations:\n      - {from: samira-halvani, type: leads, to: dockers-league}\n",
      "    positions:\n      - {of: dockers-league, toward: harbour-board, stand: supports, words: will not lift another crate}\n"
      "    relations:\n      - {from: samira-halvani, type: leads, to: dockers-league}\n", "positions-contradict", "opposite stand",
      at="- ▸{of: dockers-league, toward: harbour-board, stand: opposes"),
    # figures
    F("a figure of a claim is another", STRIKE, "text: The Courier counted 1,350 people", "text: The Courier counted ▸1,450 people",
      "figure-unsupported", '"1,450"', "text: The Courier counted 1350 people"),
    F("an estimate becomes a count", STRIKE, "text: The Harbour Board put the number of strikers at about 900.",
      "text: The Harbour Board put the number of strikers at ▸900.", "figure-qualifier-lost", "about",
      "text: The Harbour Board put the number of strikers at around 900."),
    F("a count becomes an estimate", STRIKE, "text: The Dockers' League said that 2,400 of its members",
      "text: The Dockers' League said that around ▸2,400 of its members", "figure-qualifier-gained", "2,400",
      "text: The Dockers' League said that 2 400 of its members"),
    F("an answer is another figure", SUPPLY, 'value: "19", unit: ships', 'value: ▸"18", unit: ships', "answer-unsupported", '"18',
      'value: "19", unit: ships'),
    F("an answer is surer than its source", SUPPLY, 'value: "14", unit: ships, qualifier: at least', 'value: ▸"14", unit: ships', "answer-qualifier",
      "at least"),
    F("a figure of a page is another", WHY, "wanted a rise of 12 per cent", "wanted a rise of ▸13 per cent", "prose-figure-unsupported", '"13',
      "wanted a rise of 12 %"),
    F("a page turns an estimate into a count", WHY, "would cost about 400,000 crowns", "would cost ▸400,000 crowns", "prose-qualifier-lost", "about",
      "would cost around 400,000 crowns"),
    F("a page turns a count into an estimate", MANY, "said that 2,400 of its members", "said that about ▸2,400 of its members",
      "prose-qualifier-gained", "2,400"),
    # hedges and negators
    F("a rumour becomes a fact", SUPPLY, "text: Corvane, the largest trading partner of Ostrelle, reportedly offered",
      "text: ▸Corvane, the largest trading partner of Ostrelle, offered", "hedge-lost", '"reportedly"',
      "text: Corvane, the largest trading partner of Ostrelle, was reported to have offered"),
    F("a not is dropped", STRIKE, "text: Samira Halvani, the head of the League, said that the dockers would not lift",
      "text: ▸Samira Halvani, the head of the League, said that the dockers would lift", "negation-lost", '"not"',
      "text: Samira Halvani, the head of the League, said that the dockers would never lift"),
    F("a not is put in", PEOPLE, "asked the Island Guard on Wednesday, 10 May 2017, to keep",
      "asked the Island Guard on Wednesday, 10 May 2017, not to keep",
      "negation-gained", '"not"', at="text: ▸Ruvo Lenn"),
    # inferences
    F("an inference rests on a withdrawn claim", SUPPLY, "from: [flour-60-per-cent, ketter-road-only-way]",
      "from: [flour-60-per-cent, ▸ferry-alone-all-week]",
      "inference-withdrawn", "was withdrawn"),
    F("an inference rests on a contested claim", SUPPLY, "from: [flour-60-per-cent, ketter-road-only-way]", "from: [flour-60-per-cent, ▸board-900]",
      "inference-contested", "contradict"),
    # origins
    F("a reprint counts as an origin of its own", LEDGER, "origin: tern\n", "origin: ▸courier\n", "origin-overlap", "words in a row"),
    F("an editor declares a claim confirmed", SUPPLY, "text: The Ketter Road is the only way from Karrow to the interior.",
      "text: The Ketter Road is the only way from Karrow to the interior, as ▸independently confirmed.", "corroboration-typed",
      "counted by the program"),
    # repetition, and what speaks of something else
    F("a page cites one claim in three sections", WHY, "  - heading: What waits outside\n",
      "  - heading: Once more\n    text: Corvane reportedly offered to mediate, as said [@corvane-offer].\n"
      "  - heading: And again\n    text: An offer to mediate reportedly came from Corvane [@corvane-offer].\n  - heading: What waits outside\n",
      "claim-repeated", "3 sections", at="as said [▸@corvane-offer"),
    F("a page says one thing twice", WHO, "and died in 2009 [@samir-halvani-died].", "and died in 2009 [@samir-halvani-died].\n"
      "      ▸Samir Halvani led the League for 23 years [@samir-halvani-led-23-years] and died in 2009 [@samir-halvani-died].", "sentence-repeated",
      "keep one of them"),
    F("a claim says something else than its quote", STRIKE, "text: A notice of the harbour office shut the north gate;",
      "text: The harbour office praised every sailor, cook and painter;", "claim-unsupported-words", "quote the words that say it",
      at="quote: ▸A notice of the harbour office"),
    F("a sentence cites the neighbouring claim", WHY, "Tolm denied that talks had broken down [@tolm-denies-breakdown]",
      "▸Tolm denied that talks had broken down [@stubbornness]", "prose-unsupported-words", '"stubbornness"'),
    # what is used nowhere
    F("a question is answered by nobody", SUPPLY, "questions:\n", "questions:\n  - id: ▸how-many-beaches\n    text: How many beaches are there?\n",
      "question-orphan", '"how-many-beaches"'),
    F("two parties stand in one relation both ways", PEOPLE, "      - {from: samira-halvani, type: child-of, to: samir-halvani}\n",
      "      - {from: samira-halvani, type: child-of, to: samir-halvani}\n      - ▸{from: samir-halvani, type: child-of, to: samira-halvani}\n",
      "relation-one-sided", "the reverse"),
    # who is meant
    F("a claim is about somebody it does not name", SUPPLY, "about: [dockers-league, corvane]", "about: [dockers-league, corvane, ▸pell]",
      "entity-unnamed", "Pell"),
    F("a name fits father and daughter", PEOPLE, "        means:\n          - name: The elder Halvani\n            entity: samir-halvani\n"
      "            why: The sentence before names father and daughter; the father is the elder.\n", "", "entity-ambiguous", "`means`",
      at="about: [▸samir-halvani]\n    happened: \"2009\""),
    F("words that are explained stand nowhere", PEOPLE, "{name: the harbour, entity: karrow-harbour", "{name: ▸the port, entity: karrow-harbour",
      "means-unfounded", '"the port"'),
    F("a claim names a bystander", STRIKE, "text: A second crane crew would cost about 400,000 crowns a year.",
      "text: A second crane crew would cost ▸Corvane about 400,000 crowns a year.", "name-unsupported", '"Corvane"'),
    F("the wrong party speaks", PEOPLE, "speaker: island-guard", "speaker: ▸seaward-lines", "speaker-unnamed", "Seaward Lines"),
    F("a page names a bystander", WHY, "The League asked Corvane for help [@", "▸The League asked Corvane and Pell for help [@",
      "prose-name-unsupported",
      '"Pell"'),
    # wording
    F("a word takes sides", STRIKE, "text: A second crane crew would cost", "text: A ▸notorious second crane crew would cost", "loaded-word",
      '"notorious"', "text: A new second crane crew would cost"),
    F("the present tense", STRIKE, "text: The League wanted a rise", "text: The League ▸wants a rise", "present-tense", '"wants"'),
]  # fmt: skip

HINTS: list[Fault] = [
    F("a question has one answer", PEOPLE,
      'cite:\n      - source: review-2017-05-13\n        quote: The Dockers\' League, founded in 1986, is older than the Harbour Board itself\n'
      '    answers: {question: when-was-the-league-founded, value: "1986"}\n',
      "cite:\n      - source: review-2017-05-13\n        quote: The Dockers' League, founded in 1986, is older than the Harbour Board itself\n",
      "question-single", "only one claim", at="id: ▸when-was"),
    F("an origin is nobody's", SITE, "  - id: review\n", "  - id: ▸radio\n    name: Radio Pell\n  - id: review\n", "origin-unused", "remove it"),
    F("a kind of relation is not used", SITE, "  - {id: child-of,", "  - {id: ▸rival-of, label: rival of, inverse: rival of it}\n  - {id: child-of,",
      "relation-type-unused", "remove it"),
    F("an inference is cited nowhere", WHY, "      The interior depends on one port and one road [@interior-eats-from-the-harbour].\n", "",
      "inference-unused", "no prose cites", at="id: ▸interior-eats", seen=SUPPLY),
    F("an absence is cited nowhere", WHY, "      How much it holds in store, no source says [@no-stock-figure].\n", "", "absence-unused",
      "no prose cites", at="id: ▸no-stock-figure", seen=SUPPLY),
    F("an entity is named nowhere", "content/geography/gull-rock.yaml", "",
      "id: ▸gull-rock\nname: Gull Rock\nkind: district\nsummary: A rock.{.signpost}\n",
      "entity-unused", "no claim is about"),
    F("no page leads to an explainer", MANY, "related: [why-is-the-harbour-closed, who-is-samira-halvani]", "related: [why-is-the-harbour-closed]",
      "explainer-unrelated", "add it under `related`", at="id: ▸who-is-samira", seen=WHO),
    F("a short answer rests on an inference alone", WHY, "The League wanted a rise of 12 per cent and a second crane crew [@league-demands].",
      "▸The interior depends on one port and one road [@interior-eats-from-the-harbour].", "short-answer-uncarried", "cite a claim too"),
]  # fmt: skip
