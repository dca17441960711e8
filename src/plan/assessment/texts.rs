//! What is said of the risks of a plan, and how to lower them.

use crate::issue::Text;

pub(super) static INSTANCE: Text = Text {
    en: (
        "the instance is not connected",
        "connect it before the first message leaves",
    ),
    fr: (
        "l'instance n'est pas connectée",
        "connectez-la avant le départ du premier message",
    ),
};

pub(super) static NO_CAPS: Text = Text {
    en: (
        "{day} messages leave on one day, without a cap",
        "set `per-hour` and `per-day`, and a `warm-up` for a young number",
    ),
    fr: (
        "{day} messages partent le même jour, sans plafond",
        "fixez `per-hour` et `per-day`, et un `warm-up` pour un numéro récent",
    ),
};

pub(super) static BURST: Text = Text {
    en: (
        "{minute} messages leave within one minute",
        "set `min-gap` or `per-minute`",
    ),
    fr: (
        "{minute} messages partent dans la même minute",
        "fixez `min-gap` ou `per-minute`",
    ),
};

pub(super) static IDENTICAL: Text = Text {
    en: (
        "{same} % of the messages have the same text",
        "write to people by name: {{contact.firstName}}",
    ),
    fr: (
        "{same} % des messages ont le même texte",
        "écrivez aux gens par leur nom : {{contact.firstName}}",
    ),
};

pub(super) static NEW_CONTACTS: Text = Text {
    en: (
        "{new} % of the messages go to people who were never written to",
        "begin with those who know you, and with few at a time",
    ),
    fr: (
        "{new} % des messages vont à des gens à qui vous n'avez jamais écrit",
        "commencez par ceux qui vous connaissent, et peu à la fois",
    ),
};

pub(super) static SHORTENER: Text = Text {
    en: (
        "a text has a link of {service}, whose target nobody can see",
        "write the address itself",
    ),
    fr: (
        "un texte contient un lien de {service}, dont personne ne voit la cible",
        "écrivez l'adresse elle-même",
    ),
};

pub(super) static NIGHT: Text = Text {
    en: (
        "{night} % of the messages leave between 21:00 and 08:00",
        "set `quiet-hours`, such as 21:00-08:00",
    ),
    fr: (
        "{night} % des messages partent entre 21 h et 8 h",
        "fixez des `quiet-hours`, comme 21:00-08:00",
    ),
};
