//! What is said about stored plans.

use crate::issue::Text;

pub(super) static KIND_UNKNOWN: Text = Text {
    en: (
        "`kind` is none that a plan has",
        "a line is a plan, an occurrence, a send, skipped or a summary",
    ),
    fr: (
        "`kind` n'existe pas dans un plan",
        "une ligne est plan, occurrence, send, skipped ou summary",
    ),
};

pub(super) static SHARD_FORM: Text = Text {
    en: (
        "`shard` does not name a part",
        "a part is INDEX/COUNT such as 0/4; the whole is 0/1",
    ),
    fr: (
        "`shard` ne désigne aucune partie",
        "une partie s'écrit INDEX/NOMBRE comme 0/4 ; le tout est 0/1",
    ),
};

pub(super) static KEY_FORM: Text = Text {
    en: (
        "the key is not a UUID",
        "make the plan again; keys are never written by hand",
    ),
    fr: (
        "la clé n'est pas un UUID",
        "refaites le plan ; une clé ne s'écrit jamais à la main",
    ),
};

pub(super) static NUMBER_FORM: Text = Text {
    en: (
        "`to` is not a phone number of E.164",
        "a plan has + and 7 to 15 digits; spreadsheets may have changed it",
    ),
    fr: (
        "`to` n'est pas un numéro E.164",
        "un plan contient + et 7 à 15 chiffres ; un tableur a pu le modifier",
    ),
};

pub(super) static TYPE_UNKNOWN: Text = Text {
    en: ("`type` is none that a message has", "make the plan again"),
    fr: ("`type` n'existe pour aucun message", "refaites le plan"),
};

pub(super) static REASON_UNKNOWN: Text = Text {
    en: (
        "this is no reason for which a candidate is skipped",
        "make the plan again, or read it with the version that made it",
    ),
    fr: (
        "ce n'est pas une raison d'ignorer un candidat",
        "refaites le plan, ou lisez-le avec la version qui l'a produit",
    ),
};

pub(super) static NOT_A_COUNT: Text = Text {
    en: (
        "this is not a whole number from 0 on",
        "make the plan again",
    ),
    fr: (
        "ce n'est pas un nombre entier positif ou nul",
        "refaites le plan",
    ),
};

pub(super) static NOT_A_MONTH: Text = Text {
    en: ("this is no calendar month", "a month is written 2030-05"),
    fr: (
        "ce n'est pas un mois du calendrier",
        "un mois s'écrit 2030-05",
    ),
};

pub(super) static HASH_FORM: Text = Text {
    en: ("`hash` is not 64 hexadecimal digits", "make the plan again"),
    fr: (
        "`hash` ne contient pas 64 chiffres hexadécimaux",
        "refaites le plan",
    ),
};

pub(super) static LINE_TOO_LONG: Text = Text {
    en: (
        "the line has more than {max} bytes",
        "a plan has one entry a line; this is no line of a plan",
    ),
    fr: (
        "la ligne dépasse {max} octets",
        "un plan a une entrée par ligne ; ceci n'en est pas une",
    ),
};

pub(super) static NO_HEADER: Text = Text {
    en: (
        "the first line is not the header of a plan",
        "give the whole file that `flashplan plan` wrote",
    ),
    fr: (
        "la première ligne n'est pas l'en-tête d'un plan",
        "donnez tout le fichier que `flashplan plan` a écrit",
    ),
};

pub(super) static SECOND_HEADER: Text = Text {
    en: (
        "a second plan begins",
        "keep each plan in its own file; `flashplan merge` puts parts together",
    ),
    fr: (
        "un deuxième plan commence",
        "gardez chaque plan dans son fichier ; `flashplan merge` réunit les parties",
    ),
};

pub(super) static CUT_OFF: Text = Text {
    en: (
        "the plan ends without a summary: it was cut off",
        "make the plan again, with --out: then a file is whole or not there",
    ),
    fr: (
        "le plan finit sans résumé : il a été coupé",
        "refaites le plan avec --out : le fichier est alors entier ou absent",
    ),
};

pub(super) static GOES_ON: Text = Text {
    en: (
        "the plan goes on after its summary",
        "remove what was added; a plan ends with its summary",
    ),
    fr: (
        "le plan continue après son résumé",
        "retirez ce qui a été ajouté ; un plan finit par son résumé",
    ),
};

pub(super) static REDACTED: Text = Text {
    en: (
        "the plan is redacted: its numbers and texts are masked",
        "take the plan itself; a redacted one is for reading alone",
    ),
    fr: (
        "le plan est masqué : numéros et textes y sont cachés",
        "prenez le plan lui-même ; un plan masqué ne sert qu'à la lecture",
    ),
};

pub(super) static NO_PART: Text = Text {
    en: ("no part is given", "give every part of the plan"),
    fr: (
        "aucune partie n'est donnée",
        "donnez toutes les parties du plan",
    ),
};

pub(super) static PART_FOREIGN: Text = Text {
    en: (
        "the part is of another plan than the first: {fields}",
        "make all parts from the same inputs, with the same options and the same version",
    ),
    fr: (
        "la partie vient d'un autre plan que la première : {fields}",
        "faites toutes les parties avec les mêmes données, les mêmes options et la même version",
    ),
};

pub(super) static OTHER_OCCURRENCES: Text = Text {
    en: (
        "the part has other occurrences than the first one",
        "make all parts with the same options",
    ),
    fr: (
        "la partie n'a pas les mêmes occurrences que la première",
        "faites toutes les parties avec les mêmes options",
    ),
};

pub(super) static PART_MISSING: Text = Text {
    en: (
        "parts are missing: {shards}{more}",
        "make each with `flashplan plan --shard`, and give all of them",
    ),
    fr: (
        "des parties manquent : {shards}{more}",
        "faites-les avec `flashplan plan --shard`, et donnez-les toutes",
    ),
};

pub(super) static PART_DOUBLE: Text = Text {
    en: ("part {shard} is there twice", "give each part once"),
    fr: (
        "la partie {shard} est donnée deux fois",
        "donnez chaque partie une seule fois",
    ),
};

pub(super) static POSITION_DOUBLE: Text = Text {
    en: (
        "another part has the contact at this position too",
        "make all parts from the same contacts",
    ),
    fr: (
        "une autre partie contient aussi le contact à cette position",
        "faites toutes les parties avec les mêmes contacts",
    ),
};

pub(super) static KEY_DOUBLE: Text = Text {
    en: (
        "the key {key} stands twice: the message would be sent twice",
        "make all parts from the same contacts",
    ),
    fr: (
        "la clé {key} figure deux fois : le message partirait deux fois",
        "faites toutes les parties avec les mêmes contacts",
    ),
};

pub(super) static FORM: Text = Text {
    en: ("the line is no entry of a plan", "make the plan again"),
    fr: ("la ligne n'est pas une entrée de plan", "refaites le plan"),
};

pub(super) static ORDER: Text = Text {
    en: (
        "the entry is out of order",
        "occurrences come by index and instant, contacts by position, each once; sort nothing in a plan",
    ),
    fr: (
        "l'entrée n'est pas à sa place",
        "les occurrences viennent par index et instant, les contacts par position, une fois chacun ; ne triez rien dans un plan",
    ),
};

pub(super) static SHARD: Text = Text {
    en: (
        "the send does not belong to part {shard}",
        "make the parts again; a contact is in one part alone",
    ),
    fr: (
        "l'envoi n'appartient pas à la partie {shard}",
        "refaites les parties ; un contact n'est que dans une partie",
    ),
};

pub(super) static HEADER: Text = Text {
    en: (
        "the plan was made otherwise: {fields}",
        "verify it with the definition, the options and the version that it was made with",
    ),
    fr: (
        "le plan a été fait autrement : {fields}",
        "vérifiez-le avec la définition, les options et la version qui l'ont produit",
    ),
};

pub(super) static OTHER_LISTS: Text = Text {
    en: (
        "the plan was made with other lists, each with its entries then and now: {lists}",
        "verify it with the files that it was made with: --suppress, --sent",
    ),
    fr: (
        "le plan a été fait avec d'autres listes, chacune avec ses entrées d'alors et d'à présent : {lists}",
        "vérifiez-le avec les fichiers qui ont servi à le faire : --suppress, --sent",
    ),
};

pub(super) static KEY: Text = Text {
    en: (
        "the key does not follow from campaign, occurrence and contact",
        "the key or the contact was changed: make the plan again",
    ),
    fr: (
        "la clé ne découle pas de la campagne, de l'occurrence et du contact",
        "la clé ou le contact a été modifié : refaites le plan",
    ),
};

pub(super) static KEY_ONCE: Text = Text {
    en: (
        "the key stands twice: the message would be sent twice",
        "make the plan again",
    ),
    fr: (
        "la clé figure deux fois : le message partirait deux fois",
        "refaites le plan",
    ),
};

pub(super) static NUMBER_ONCE: Text = Text {
    en: (
        "a number is written to twice in an occurrence",
        "make the plan again; of equal numbers the lowest position is planned",
    ),
    fr: (
        "un numéro reçoit deux messages dans une occurrence",
        "refaites le plan ; de numéros égaux, la position la plus basse est retenue",
    ),
};

pub(super) static NOT_BEFORE: Text = Text {
    en: (
        "the message leaves before its occurrence, or before the plan was made",
        "make the plan again",
    ),
    fr: (
        "le message part avant son occurrence, ou avant que le plan soit fait",
        "refaites le plan",
    ),
};

pub(super) static TIME_ORDER: Text = Text {
    en: (
        "the message leaves before one that stands before it",
        "make the plan again; messages leave in the order of the plan",
    ),
    fr: (
        "le message part avant un message qui le précède",
        "refaites le plan ; les messages partent dans l'ordre du plan",
    ),
};

pub(super) static GAP: Text = Text {
    en: (
        "less than {seconds} seconds lie between this message and the one before",
        "make the plan again with this `min-gap`",
    ),
    fr: (
        "moins de {seconds} secondes séparent ce message du précédent",
        "refaites le plan avec ce `min-gap`",
    ),
};

pub(super) static BATCH: Text = Text {
    en: (
        "more than {size} messages follow one another without a pause of {seconds} seconds",
        "make the plan again",
    ),
    fr: (
        "plus de {size} messages se suivent sans pause de {seconds} secondes",
        "refaites le plan",
    ),
};

pub(super) static CAP: Text = Text {
    en: (
        "this is more than {cap} messages in {seconds} seconds",
        "make the plan again with these caps",
    ),
    fr: (
        "cela fait plus de {cap} messages en {seconds} secondes",
        "refaites le plan avec ces plafonds",
    ),
};

pub(super) static WARM_UP: Text = Text {
    en: (
        "this is more than {cap} messages on day {day} of the warm-up",
        "make the plan again with this warm-up",
    ),
    fr: (
        "cela fait plus de {cap} messages au jour {day} de la montée en charge",
        "refaites le plan avec cette montée en charge",
    ),
};

pub(super) static QUIET: Text = Text {
    en: (
        "the message leaves in quiet hours",
        "make the plan again with these quiet hours",
    ),
    fr: (
        "le message part pendant les heures calmes",
        "refaites le plan avec ces heures calmes",
    ),
};

pub(super) static LENGTH: Text = Text {
    en: (
        "the text is blank, or longer than the {max} UTF-16 units that WhatsApp takes",
        "make the plan again",
    ),
    fr: (
        "le texte est vide, ou dépasse les {max} unités UTF-16 que WhatsApp accepte",
        "refaites le plan",
    ),
};

pub(super) static SENT: Text = Text {
    en: (
        "the message is among those already sent",
        "make the plan again with this `--sent`",
    ),
    fr: (
        "le message fait partie de ceux déjà envoyés",
        "refaites le plan avec ce `--sent`",
    ),
};

pub(super) static CANDIDATES: Text = Text {
    en: (
        "planned and skipped are not the candidates: {got} of {expected}",
        "make the plan again; every candidate is planned or skipped in every occurrence",
    ),
    fr: (
        "les planifiés et les ignorés ne font pas les candidats : {got} sur {expected}",
        "refaites le plan ; chaque candidat est planifié ou ignoré à chaque occurrence",
    ),
};

pub(super) static INPUTS: Text = Text {
    en: (
        "the inputs give another line: {fields}",
        "the plan or its inputs were changed: make the plan again",
    ),
    fr: (
        "les données donnent une autre ligne : {fields}",
        "le plan ou ses données ont changé : refaites le plan",
    ),
};

pub(super) static COMPLETE: Text = Text {
    en: (
        "before this line the plan lacks position {position} of occurrence {occurrence}",
        "a line was removed, or the contacts were changed: make the plan again",
    ),
    fr: (
        "avant cette ligne il manque la position {position} de l'occurrence {occurrence}",
        "une ligne a été retirée, ou les contacts ont changé : refaites le plan",
    ),
};

pub(super) static LACKS_OCCURRENCE: Text = Text {
    en: (
        "before this line the plan lacks occurrence {occurrence}",
        "verify it with the `count` or `until` that it was made with, or make it again",
    ),
    fr: (
        "avant cette ligne il manque l'occurrence {occurrence}",
        "vérifiez-le avec le `count` ou l'`until` qui l'a produit, ou refaites-le",
    ),
};

pub(super) static LACKS_UNKNOWN: Text = Text {
    en: (
        "before this line the plan lacks an id of occurrence {occurrence} that no contact has",
        "a line was removed, or the definition was changed: make the plan again",
    ),
    fr: (
        "avant cette ligne il manque un identifiant sans contact de l'occurrence {occurrence}",
        "une ligne a été retirée, ou la définition a changé : refaites le plan",
    ),
};

pub(super) static NOTHING_ELSE: Text = Text {
    en: (
        "the inputs do not give this line",
        "a line was added, or the contacts were changed: make the plan again",
    ),
    fr: (
        "les données ne donnent pas cette ligne",
        "une ligne a été ajoutée, ou les contacts ont changé : refaites le plan",
    ),
};

pub(super) static SUMMARY: Text = Text {
    en: (
        "the summary is not what the lines add up to: {fields}",
        "a line or the summary was changed: make the plan again",
    ),
    fr: (
        "le résumé n'est pas la somme des lignes : {fields}",
        "une ligne ou le résumé a été modifié : refaites le plan",
    ),
};

pub(super) static HASH: Text = Text {
    en: (
        "the hash is not that of the lines: the plan was changed after it was made",
        "make the plan again; a tool may have changed line ends, order or spaces",
    ),
    fr: (
        "l'empreinte n'est pas celle des lignes : le plan a été modifié après coup",
        "refaites le plan ; un outil a pu changer les fins de ligne, l'ordre ou les espaces",
    ),
};

pub(super) static NO_SUCH_OCCURRENCE: Text = Text {
    en: (
        "the plan has no occurrence {index}",
        "name one by the `index` of its line",
    ),
    fr: (
        "le plan n'a pas d'occurrence {index}",
        "nommez-en une par l'`index` de sa ligne",
    ),
};

pub(super) static NO_OCCURRENCE: Text = Text {
    en: (
        "the plan has no occurrence",
        "compare plans that have somebody to write to",
    ),
    fr: (
        "le plan n'a aucune occurrence",
        "comparez des plans qui ont quelqu'un à qui écrire",
    ),
};
