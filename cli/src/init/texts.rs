//! What `init` asks and tells, in each language.

use crate::words::Words;

pub(super) const NAME: Words = Words {
    en: "The campaign's name",
    fr: "Nom de la campagne",
};

pub(super) const ZONE: Words = Words {
    en: "The time zone of the clock that you mean",
    fr: "Fuseau horaire de l'horloge à suivre",
};

pub(super) const TIME: Words = Words {
    en: "The first date and time",
    fr: "Première date et heure",
};

pub(super) const REPEAT: Words = Words {
    en: "Send again (none, daily, weekly)",
    fr: "Répéter l'envoi (none, daily, weekly)",
};

pub(super) const TEXT: Words = Words {
    en: "The message, with \\n for a new line",
    fr: "Le message, avec \\n pour aller à la ligne",
};

/// The default of the message.
pub(super) const MESSAGE: Words = Words {
    en: "Hello {{default contact.firstName \"dear customer\"}}, we are open this Saturday.\\nReply STOP to receive no more messages.",
    fr: "Bonjour {{default contact.firstName \"cher client\"}}, nous sommes ouverts ce samedi.\\nRépondez STOP pour ne plus recevoir nos messages.",
};

pub(super) const VARIABLE: Words = Words {
    en: "The value of {{custom.{}}}",
    fr: "Valeur de {{custom.{}}}",
};

pub(super) const TAG: Words = Words {
    en: "The tag of the contacts that get it",
    fr: "Étiquette (tag) des contacts qui le reçoivent",
};

pub(super) const INSTANCE: Words = Words {
    en: "The id of the instance that sends",
    fr: "Identifiant de l'instance qui envoie",
};

pub(super) const DONE: Words = Words {
    en: "\nPut your contacts into contacts.csv, then look at what would be sent:\n  {}\n",
    fr: "\nMettez vos contacts dans contacts.csv, puis regardez ce qui partirait :\n  {}\n",
};

pub(super) const BLANK: Words = Words {
    en: "write at least one character",
    fr: "écrivez au moins un caractère",
};

pub(super) const NO_TIME: Words = Words {
    en: "write a date and a time without an offset, such as 2030-05-03 09:00",
    fr: "écrivez une date et une heure sans décalage, comme 2030-05-03 09:00",
};

pub(super) const NO_REPEAT: Words = Words {
    en: "it is one of none, daily, weekly",
    fr: "valeurs possibles : none (une fois), daily (chaque jour), weekly (chaque semaine)",
};

pub(super) const NESTED: Words = Words {
    en: "here a value of the campaign has a name without a point, such as custom.code",
    fr: "ici une valeur de la campagne a un nom sans point, comme custom.code",
};

pub(super) const NO_UUID: Words = Words {
    en: "write the technical id of the form 8-4-4-4-12, as the API gives it",
    fr: "écrivez l'identifiant technique de la forme 8-4-4-4-12, tel que l'API le donne",
};

pub(super) const NO_PAIR: Words = Words {
    en: "--variable `{pair}`: write NAME=VALUE",
    fr: "--variable `{pair}` : écrivez NOM=VALEUR",
};

pub(super) const NO_ANSWER: Words = Words {
    en: "nothing says {flag}; give the flag, or leave out --yes",
    fr: "rien n'indique {flag} ; donnez cette option, ou retirez --yes",
};

pub(super) const THERE: Words = Words {
    en: "{folder} has {files} already, and nothing is overwritten; name another folder",
    fr: "{folder} contient déjà {files}, et rien n'est écrasé ; nommez un autre dossier",
};

pub(super) const NO_CAMPAIGN: Words = Words {
    en: "no campaign comes of these answers",
    fr: "ces réponses ne donnent aucune campagne",
};

/// Behind a question.
pub(super) const ANSWER: Words = Words {
    en: ": ",
    fr: " : ",
};
