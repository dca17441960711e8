//! What is said about instances.

use crate::issue::Text;

pub(super) static SHAPE_UNKNOWN: Text = Text {
    en: (
        "this describes no instance in any known shape",
        "give the body of GET /api/v1/instances, or of Evolution's fetchInstances",
    ),
    fr: (
        "ceci ne décrit aucune instance dans une forme connue",
        "donnez le corps de GET /api/v1/instances, ou de fetchInstances d'Evolution",
    ),
};

pub(super) static ERROR_BODY: Text = Text {
    en: (
        "this is the body of an error, not a list of instances",
        "see why the request failed; it is often the API key",
    ),
    fr: (
        "c'est le corps d'une erreur, pas une liste d'instances",
        "cherchez pourquoi la requête a échoué ; c'est souvent la clé API",
    ),
};

pub(super) static STATE_CONFLICT: Text = Text {
    en: (
        "`status` contradicts the state of the connection, which counts",
        "read the state again",
    ),
    fr: (
        "`status` contredit l'état de la connexion, qui fait foi",
        "relisez l'état",
    ),
};

pub(super) static STALE_STATE: Text = Text {
    en: (
        "the connection is open and has a reason for being closed",
        "the stored state may be stale; read it again",
    ),
    fr: (
        "la connexion est ouverte et a une raison d'être fermée",
        "l'état enregistré est peut-être périmé ; relisez-le",
    ),
};

pub(super) static OWNER_UNREADABLE: Text = Text {
    en: (
        "the owner is no WhatsApp id, so the number is not known",
        "a web page may have hidden it as an e-mail address; take it from the API",
    ),
    fr: (
        "le propriétaire n'est pas un identifiant WhatsApp, donc le numéro n'est pas connu",
        "une page web l'a peut-être masqué comme une adresse e-mail ; prenez-le de l'API",
    ),
};

pub(super) static NUMBER_UNREADABLE: Text = Text {
    en: ("this is no phone number", "read the instance again"),
    fr: ("ce n'est pas un numéro de téléphone", "relisez l'instance"),
};

pub(super) static DELETED: Text = Text {
    en: (
        "the instance was deleted, and cannot send",
        "choose another one",
    ),
    fr: (
        "l'instance a été supprimée, et ne peut pas envoyer",
        "choisissez-en une autre",
    ),
};
