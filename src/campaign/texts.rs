//! What is said about campaigns.

use crate::issue::Text;

pub(super) static MODE_CONFLICT: Text = Text {
    en: (
        "`templateId` and `type` are both given",
        "keep `templateId` for a template, or `type` for direct content",
    ),
    fr: (
        "`templateId` et `type` sont donnés tous les deux",
        "gardez `templateId` pour un modèle, ou `type` pour un contenu direct",
    ),
};

pub(super) static MODE_MISSING: Text = Text {
    en: (
        "nothing to send: neither `templateId` nor `type` is given",
        "give `templateId`, or `type` with its content",
    ),
    fr: (
        "rien à envoyer : ni `templateId` ni `type` n'est donné",
        "donnez `templateId`, ou `type` avec son contenu",
    ),
};

pub(super) static VARIABLES_IGNORED: Text = Text {
    en: (
        "variables fill in templates only; direct content is sent as written",
        "remove them, or give a `templateId`",
    ),
    fr: (
        "les variables ne servent qu'aux modèles ; le contenu direct est envoyé tel quel",
        "retirez-les, ou donnez un `templateId`",
    ),
};

pub(super) static REPEAT: Text = Text {
    en: (
        "this is no repeat that campaigns have",
        "write none, daily or weekly",
    ),
    fr: (
        "cette répétition n'existe pas pour les campagnes",
        "écrivez none, daily ou weekly",
    ),
};

pub(super) static REPEAT_MEANT: Text = Text {
    en: (
        "this is no repeat that campaigns have",
        "did you mean `{meant}`? the values are none, daily and weekly",
    ),
    fr: (
        "cette répétition n'existe pas pour les campagnes",
        "vouliez-vous dire `{meant}` ? les valeurs sont none, daily et weekly",
    ),
};

pub(super) static REPEAT_NOE_ALIAS: Text = Text {
    en: (
        "`noe` is read as `none`",
        "write `none`; `noe` is a slip of the English pages",
    ),
    fr: (
        "`noe` est lu comme `none`",
        "écrivez `none` ; `noe` est une coquille des pages anglaises",
    ),
};

pub(super) static REPEAT_UNBOUNDED: Text = Text {
    en: (
        "the campaign repeats without an end",
        "pause or cancel it in time; a plan needs a count or a last date",
    ),
    fr: (
        "la campagne se répète sans fin",
        "mettez-la en pause ou annulez-la à temps ; un plan a besoin d'un nombre ou d'une date de fin",
    ),
};

pub(super) static VALUE_REQUIRED: Text = Text {
    en: (
        "this type of recipients needs `value`",
        "give the tags, or the ids of the contacts, in an array",
    ),
    fr: (
        "ce type de destinataires exige `value`",
        "donnez les étiquettes, ou les identifiants des contacts, dans un tableau",
    ),
};

pub(super) static TAGS_EMPTY: Text = Text {
    en: (
        "no tag is given, so nobody is meant",
        "give at least one tag",
    ),
    fr: (
        "aucune étiquette n'est donnée, donc personne n'est visé",
        "donnez au moins une étiquette",
    ),
};

pub(super) static TAG_EMPTY: Text = Text {
    en: ("the tag is empty and is left out", "remove it"),
    fr: ("l'étiquette est vide et est laissée de côté", "retirez-la"),
};

pub(super) static EXPLICIT_EMPTY: Text = Text {
    en: ("no contact is given", "give the id of at least one contact"),
    fr: (
        "aucun contact n'est donné",
        "donnez l'identifiant d'au moins un contact",
    ),
};

pub(super) static RECIPIENT_TWICE: Text = Text {
    en: (
        "the same value stands before; it counts once",
        "remove one of them",
    ),
    fr: (
        "la même valeur apparaît plus haut ; elle ne compte qu'une fois",
        "retirez-en une",
    ),
};

pub(super) static GROUP_ID_REQUIRED: Text = Text {
    en: (
        "recipients of type group need `groupId`",
        "give the id of a MsgFlash contact group",
    ),
    fr: (
        "des destinataires de type group exigent `groupId`",
        "donnez l'identifiant d'un groupe de contacts MsgFlash",
    ),
};
