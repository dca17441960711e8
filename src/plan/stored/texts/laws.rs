//! What is said of the laws that a stored plan breaks.

use crate::issue::Text;

pub(in crate::plan::stored) static FORM: Text = Text {
    en: ("the line is no entry of a plan", "make the plan again"),
    fr: ("la ligne n'est pas une entrée de plan", "refaites le plan"),
};

pub(in crate::plan::stored) static ORDER: Text = Text {
    en: (
        "the entry is out of order",
        "occurrences come by index and instant, contacts by position, each once; sort nothing in a plan",
    ),
    fr: (
        "l'entrée n'est pas à sa place",
        "les occurrences viennent par index et instant, les contacts par position, une fois chacun ; ne triez rien dans un plan",
    ),
};

pub(in crate::plan::stored) static SHARD: Text = Text {
    en: (
        "the send does not belong to part {shard}",
        "make the parts again; a contact is in one part alone",
    ),
    fr: (
        "l'envoi n'appartient pas à la partie {shard}",
        "refaites les parties ; un contact n'est que dans une partie",
    ),
};

pub(in crate::plan::stored) static HEADER: Text = Text {
    en: (
        "the plan was made otherwise: {fields}",
        "verify it with the definition, the options and the version that it was made with",
    ),
    fr: (
        "le plan a été fait autrement : {fields}",
        "vérifiez-le avec la définition, les options et la version qui l'ont produit",
    ),
};

pub(in crate::plan::stored) static OTHER_LISTS: Text = Text {
    en: (
        "the plan was made with other lists, each with its entries then and now: {lists}",
        "verify it with the files that it was made with: --suppress, --sent",
    ),
    fr: (
        "le plan a été fait avec d'autres listes, chacune avec ses entrées d'alors et d'à présent : {lists}",
        "vérifiez-le avec les fichiers qui ont servi à le faire : --suppress, --sent",
    ),
};

pub(in crate::plan::stored) static KEY: Text = Text {
    en: (
        "the key does not follow from campaign, occurrence and contact",
        "the key or the contact was changed: make the plan again",
    ),
    fr: (
        "la clé ne découle pas de la campagne, de l'occurrence et du contact",
        "la clé ou le contact a été modifié : refaites le plan",
    ),
};

pub(in crate::plan::stored) static KEY_ONCE: Text = Text {
    en: (
        "the key stands twice: the message would be sent twice",
        "make the plan again",
    ),
    fr: (
        "la clé figure deux fois : le message partirait deux fois",
        "refaites le plan",
    ),
};

pub(in crate::plan::stored) static NUMBER_ONCE: Text = Text {
    en: (
        "a number is written to twice in an occurrence",
        "make the plan again; of equal numbers the lowest position is planned",
    ),
    fr: (
        "un numéro reçoit deux messages dans une occurrence",
        "refaites le plan ; de numéros égaux, la position la plus basse est retenue",
    ),
};

pub(in crate::plan::stored) static NOT_BEFORE: Text = Text {
    en: (
        "the message leaves before its occurrence, or before the plan was made",
        "make the plan again",
    ),
    fr: (
        "le message part avant son occurrence, ou avant que le plan soit fait",
        "refaites le plan",
    ),
};

pub(in crate::plan::stored) static TIME_ORDER: Text = Text {
    en: (
        "the message leaves before one that stands before it",
        "make the plan again; messages leave in the order of the plan",
    ),
    fr: (
        "le message part avant un message qui le précède",
        "refaites le plan ; les messages partent dans l'ordre du plan",
    ),
};

pub(in crate::plan::stored) static GAP: Text = Text {
    en: (
        "less than {seconds} seconds lie between this message and the one before",
        "make the plan again with this `min-gap`",
    ),
    fr: (
        "moins de {seconds} secondes séparent ce message du précédent",
        "refaites le plan avec ce `min-gap`",
    ),
};

pub(in crate::plan::stored) static BATCH: Text = Text {
    en: (
        "more than {size} messages follow one another without a pause of {seconds} seconds",
        "make the plan again",
    ),
    fr: (
        "plus de {size} messages se suivent sans pause de {seconds} secondes",
        "refaites le plan",
    ),
};

pub(in crate::plan::stored) static CAP: Text = Text {
    en: (
        "this is more than {cap} messages in {seconds} seconds",
        "make the plan again with these caps",
    ),
    fr: (
        "cela fait plus de {cap} messages en {seconds} secondes",
        "refaites le plan avec ces plafonds",
    ),
};

pub(in crate::plan::stored) static WARM_UP: Text = Text {
    en: (
        "this is more than {cap} messages on day {day} of the warm-up",
        "make the plan again with this warm-up",
    ),
    fr: (
        "cela fait plus de {cap} messages au jour {day} de la montée en charge",
        "refaites le plan avec cette montée en charge",
    ),
};

pub(in crate::plan::stored) static QUIET: Text = Text {
    en: (
        "the message leaves in quiet hours",
        "make the plan again with these quiet hours",
    ),
    fr: (
        "le message part pendant les heures calmes",
        "refaites le plan avec ces heures calmes",
    ),
};

pub(in crate::plan::stored) static LENGTH: Text = Text {
    en: (
        "the text is blank, or longer than the {max} UTF-16 units that WhatsApp takes",
        "make the plan again",
    ),
    fr: (
        "le texte est vide, ou dépasse les {max} unités UTF-16 que WhatsApp accepte",
        "refaites le plan",
    ),
};

pub(in crate::plan::stored) static SENT: Text = Text {
    en: (
        "the message is among those already sent",
        "make the plan again with this `--sent`",
    ),
    fr: (
        "le message fait partie de ceux déjà envoyés",
        "refaites le plan avec ce `--sent`",
    ),
};

pub(in crate::plan::stored) static CANDIDATES: Text = Text {
    en: (
        "planned and skipped are not the candidates: {got} of {expected}",
        "make the plan again; every candidate is planned or skipped in every occurrence",
    ),
    fr: (
        "les planifiés et les ignorés ne font pas les candidats : {got} sur {expected}",
        "refaites le plan ; chaque candidat est planifié ou ignoré à chaque occurrence",
    ),
};

pub(in crate::plan::stored) static INPUTS: Text = Text {
    en: (
        "the inputs give another line: {fields}",
        "the plan or its inputs were changed: make the plan again",
    ),
    fr: (
        "les données donnent une autre ligne : {fields}",
        "le plan ou ses données ont changé : refaites le plan",
    ),
};

pub(in crate::plan::stored) static COMPLETE: Text = Text {
    en: (
        "before this line the plan lacks position {position} of occurrence {occurrence}",
        "a line was removed, or the contacts were changed: make the plan again",
    ),
    fr: (
        "avant cette ligne il manque la position {position} de l'occurrence {occurrence}",
        "une ligne a été retirée, ou les contacts ont changé : refaites le plan",
    ),
};

pub(in crate::plan::stored) static LACKS_OCCURRENCE: Text = Text {
    en: (
        "before this line the plan lacks occurrence {occurrence}",
        "verify it with the `count` or `until` that it was made with, or make it again",
    ),
    fr: (
        "avant cette ligne il manque l'occurrence {occurrence}",
        "vérifiez-le avec le `count` ou l'`until` qui l'a produit, ou refaites-le",
    ),
};

pub(in crate::plan::stored) static LACKS_UNKNOWN: Text = Text {
    en: (
        "before this line the plan lacks an id of occurrence {occurrence} that no contact has",
        "a line was removed, or the definition was changed: make the plan again",
    ),
    fr: (
        "avant cette ligne il manque un identifiant sans contact de l'occurrence {occurrence}",
        "une ligne a été retirée, ou la définition a changé : refaites le plan",
    ),
};

pub(in crate::plan::stored) static NOTHING_ELSE: Text = Text {
    en: (
        "the inputs do not give this line",
        "a line was added, or the contacts were changed: make the plan again",
    ),
    fr: (
        "les données ne donnent pas cette ligne",
        "une ligne a été ajoutée, ou les contacts ont changé : refaites le plan",
    ),
};

pub(in crate::plan::stored) static SUMMARY: Text = Text {
    en: (
        "the summary is not what the lines add up to: {fields}",
        "a line or the summary was changed: make the plan again",
    ),
    fr: (
        "le résumé n'est pas la somme des lignes : {fields}",
        "une ligne ou le résumé a été modifié : refaites le plan",
    ),
};

pub(in crate::plan::stored) static HASH: Text = Text {
    en: (
        "the hash is not that of the lines: the plan was changed after it was made",
        "make the plan again; a tool may have changed line ends, order or spaces",
    ),
    fr: (
        "l'empreinte n'est pas celle des lignes : le plan a été modifié après coup",
        "refaites le plan ; un outil a pu changer les fins de ligne, l'ordre ou les espaces",
    ),
};
