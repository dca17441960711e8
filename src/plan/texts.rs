//! What is said of a plan.

use crate::issue::Text;

pub(super) const AUDIENCE_EMPTY: Text = Text {
    en: (
        "the selector takes none of the {contacts} contacts",
        "check `recipients`; the plan has no send",
    ),
    fr: (
        "le sélecteur ne prend aucun des {contacts} contacts",
        "vérifiez `recipients` ; le plan ne contient aucun envoi",
    ),
};

pub(super) const ALL_SKIPPED: Text = Text {
    en: (
        "everybody who is selected is skipped, most often for {reason}",
        "look at the reasons of the skipped contacts; the plan has no send",
    ),
    fr: (
        "tous les contacts sélectionnés sont ignorés, le plus souvent pour {reason}",
        "voyez pourquoi les contacts sont ignorés ; le plan ne contient aucun envoi",
    ),
};

pub(super) const TAG_CASE_NEAR_MISS: Text = Text {
    en: (
        "contacts not selected because their tag differs in letter case alone: {contacts}",
        "tags are compared exactly: write the tag the same way in both places, or list both spellings",
    ),
    fr: (
        "contacts écartés parce que leur étiquette ne diffère que par la casse : {contacts}",
        "les étiquettes sont comparées exactement : écrivez-les de la même façon, ou citez les deux formes",
    ),
};

pub(super) const EXCLUDED_TAG_CASE_NEAR_MISS: Text = Text {
    en: (
        "contacts not left out because their tag differs from an excluded one in letter case alone: {contacts}",
        "tags are compared exactly: write the tag the same way in both places, or list both spellings in `exclude`",
    ),
    fr: (
        "contacts non écartés parce que leur étiquette ne diffère que par la casse d'une étiquette exclue : {contacts}",
        "les étiquettes sont comparées exactement : écrivez-les de la même façon, ou citez les deux formes dans `exclude`",
    ),
};

pub(super) const SAME_ID: Text = Text {
    en: (
        "contacts skipped because one before them has their id: {n}",
        "an id tells contacts apart: give each its own, or remove what stands twice",
    ),
    fr: (
        "contacts ignorés parce qu'un contact avant eux a leur identifiant : {n}",
        "un identifiant distingue les contacts : donnez à chacun le sien, ou retirez les doublons",
    ),
};

pub(super) const UNKNOWN_IDS: Text = Text {
    en: (
        "ids that the campaign names and no contact has: {n}",
        "copy the `id` of a contact, or give the contacts that are meant",
    ),
    fr: (
        "identifiants que la campagne cite et qu'aucun contact n'a : {n}",
        "copiez l'`id` d'un contact, ou donnez les contacts concernés",
    ),
};

pub(super) const POSSIBLE_DUPLICATE: Text = Text {
    en: (
        "numbers that WhatsApp may hold for one with another of the plan: {numbers}",
        "numbers of Brazil, Mexico and Argentina are known with and without a 9 or 1; keep one record of each",
    ),
    fr: (
        "numéros que WhatsApp peut confondre avec un autre du plan : {numbers}",
        "les numéros du Brésil, du Mexique et d'Argentine existent avec et sans un 9 ou un 1 ; gardez-en un seul",
    ),
};

pub(super) const MISSED: Text = Text {
    en: (
        "occurrences that were due before {now} and do not happen: {missed}, the last at {last}",
        "let them run late (`missed`), if they are to happen after all",
    ),
    fr: (
        "occurrences dues avant {now} qui n'auront pas lieu : {missed}, la dernière à {last}",
        "faites-les partir en retard (`missed`), si elles doivent encore avoir lieu",
    ),
};

pub(super) const ALL_MISSED: Text = Text {
    en: (
        "no occurrence is left: {missed} were due before {now}, the last at {last}",
        "let the campaign go on for longer, or let what was missed run late (`missed`)",
    ),
    fr: (
        "il ne reste aucune occurrence : {missed} étaient dues avant {now}, la dernière à {last}",
        "prolongez la campagne, ou faites partir en retard ce qui a été manqué (`missed`)",
    ),
};

pub(super) const MISSED_WITHOUT_NOW: Text = Text {
    en: (
        "what becomes of missed occurrences says nothing without `now`",
        "say when the plan is made: there is no clock here",
    ),
    fr: (
        "le sort des occurrences manquées ne dit rien sans `now`",
        "dites quand le plan est fait : il n'y a pas d'horloge ici",
    ),
};

pub(super) const LATE_WITHIN: Text = Text {
    en: (
        "how late an occurrence may run is no whole number of seconds from 0 to 4294967295",
        "give whole seconds",
    ),
    fr: (
        "le retard permis n'est pas un nombre entier de secondes de 0 à 4294967295",
        "donnez des secondes entières",
    ),
};

pub(super) const LOCALE: Text = Text {
    en: (
        "`{got}` is no locale",
        "write a language such as `fr`, or a language and a region such as `pt-BR`",
    ),
    fr: (
        "`{got}` n'est pas une langue",
        "écrivez une langue comme `fr`, ou une langue et une région comme `pt-BR`",
    ),
};

pub(super) const NOW: Text = Text {
    en: (
        "`now` cannot be {got}",
        "give an instant of the years 0 to 9999",
    ),
    fr: (
        "`now` ne peut pas valoir {got}",
        "donnez un instant des années 0 à 9999",
    ),
};

pub(super) const QUIET_HOURS_SHIFT: Text = Text {
    en: (
        "occurrence {index} is due at {due}, in quiet hours; its messages wait until they are over",
        "choose another time for the campaign, or other quiet hours, if they are not to wait",
    ),
    fr: (
        "l'occurrence {index} est due à {due}, pendant les heures calmes ; ses messages attendent leur fin",
        "choisissez une autre heure ou d'autres heures calmes, s'ils ne doivent pas attendre",
    ),
};

pub(super) const PACE_HIGH: Text = Text {
    en: (
        "`{name}` lets {cap} messages through; WhatsApp takes at most {most} from a number in that time",
        "lower the cap: a number that sends too fast is blocked",
    ),
    fr: (
        "`{name}` laisse passer {cap} messages ; WhatsApp en accepte au plus {most} d'un numéro dans ce temps",
        "abaissez le plafond : un numéro qui envoie trop vite est bloqué",
    ),
};

pub(super) const OCCURRENCES_OVERLAP: Text = Text {
    en: (
        "occurrence {index} is due at {due}, but the messages before it leave until {last}",
        "raise the caps, shorten the gaps, or repeat less often; the later messages wait",
    ),
    fr: (
        "l'occurrence {index} est due à {due}, mais les messages précédents partent jusqu'à {last}",
        "relevez les plafonds, réduisez les écarts ou espacez les répétitions ; les messages suivants attendent",
    ),
};

pub(super) const QUOTA_EXCEEDED: Text = Text {
    en: (
        "{needed} messages of the quota of {quota} would be used in {month}; the first one over is at position {position} of occurrence {occurrence}",
        "plan fewer contacts or occurrences in that month, or raise the quota",
    ),
    fr: (
        "{needed} messages seraient utilisés en {month} pour un quota de {quota} ; le premier de trop est à la position {position} de l'occurrence {occurrence}",
        "prévoyez moins de contacts ou d'occurrences ce mois-là, ou augmentez le quota",
    ),
};

pub(super) const QUOTA_EXCEEDED_ELSEWHERE: Text = Text {
    en: (
        "{needed} messages of the quota of {quota} would be used in {month}; the first one over is in another part, in occurrence {occurrence}",
        "plan fewer contacts or occurrences in that month, or raise the quota",
    ),
    fr: (
        "{needed} messages seraient utilisés en {month} pour un quota de {quota} ; le premier de trop est dans une autre partie, à l'occurrence {occurrence}",
        "prévoyez moins de contacts ou d'occurrences ce mois-là, ou augmentez le quota",
    ),
};

pub(super) const CONTACT_ELSEWHERE: Text = Text {
    en: (
        "the contact at position {position} is not the one whose outcome was given",
        "give each part the contacts that its outcomes were found for",
    ),
    fr: (
        "le contact à la position {position} n'est pas celui dont le résultat a été donné",
        "donnez à chaque partie les contacts dont ses résultats proviennent",
    ),
};

pub(super) const OUTCOMES_DIFFER: Text = Text {
    en: (
        "the text of the contact at position {position} can be sent in one occurrence and not in another",
        "make the plan in one go, or write a text that can be sent in all of them",
    ),
    fr: (
        "le texte du contact à la position {position} peut partir à une occurrence et non à une autre",
        "faites le plan en une fois, ou écrivez un texte qui peut partir à chacune",
    ),
};

pub(super) const NO_CLOCKS: Text = Text {
    en: (
        "quiet hours are read on the contacts' clocks, and the totals have none",
        "add up the zones of all planned contacts, in the order of positions",
    ),
    fr: (
        "les heures calmes se lisent sur l'horloge des contacts, et les totaux n'en ont aucune",
        "réunissez les fuseaux de tous les contacts planifiés, dans l'ordre des positions",
    ),
};

pub(super) const CONTACT_LACKS: Text = Text {
    en: (
        "the contact at position {position} lacks {variables}",
        "give the contact a value, write `{{default ..}}` in the template, or skip such contacts",
    ),
    fr: (
        "il manque {variables} au contact à la position {position}",
        "donnez une valeur au contact, écrivez `{{default ..}}` dans le modèle, ou ignorez ces contacts",
    ),
};

pub(super) const PACE_NEVER: Text = Text {
    en: (
        "{why}",
        "raise the caps, shorten the gaps or the quiet hours, or plan fewer contacts",
    ),
    fr: (
        "à ce rythme un message partirait plus de dix ans après le premier",
        "relevez les plafonds, réduisez les écarts ou les heures calmes, ou prévoyez moins de contacts",
    ),
};

pub(super) const TZ_FALLBACK: Text = Text {
    en: (
        "contacts whose time zone is unknown, taken in the campaign's: {contacts}",
        "write an IANA name such as Africa/Porto-Novo into `meta.timezone`",
    ),
    fr: (
        "contacts dont le fuseau horaire est inconnu, traités dans celui de la campagne : {contacts}",
        "écrivez un nom IANA comme Africa/Porto-Novo dans `meta.timezone`",
    ),
};

pub(super) const QUIET_ABORT: Text = Text {
    en: (
        "the send at position {position} of occurrence {occurrence} falls into quiet hours",
        "start at another time, or let such sends wait or be skipped",
    ),
    fr: (
        "l'envoi à la position {position} de l'occurrence {occurrence} tombe dans les heures calmes",
        "commencez à une autre heure, ou laissez ces envois attendre ou être ignorés",
    ),
};

pub(super) const QUIET_ABORT_ELSEWHERE: Text = Text {
    en: (
        "a send of another part, in occurrence {occurrence}, falls into quiet hours",
        "start at another time, or let such sends wait or be skipped",
    ),
    fr: (
        "un envoi d'une autre partie, à l'occurrence {occurrence}, tombe dans les heures calmes",
        "commencez à une autre heure, ou laissez ces envois attendre ou être ignorés",
    ),
};

pub(super) const UNBOUNDED: Text = Text {
    en: (
        "the campaign repeats without an end",
        "say how many occurrences to plan (`count`), or up to when (`until`)",
    ),
    fr: (
        "la campagne se répète sans fin",
        "indiquez combien d'occurrences planifier (`count`) ou jusqu'à quand (`until`)",
    ),
};

pub(super) const TEMPLATE_NOT_FOUND: Text = Text {
    en: (
        "no stored template has the id {id}",
        "copy the `id` of one of the templates that were given",
    ),
    fr: (
        "aucun modèle enregistré n'a l'identifiant {id}",
        "copiez l'`id` d'un des modèles fournis",
    ),
};

pub(super) const INSTANCE_NOT_FOUND: Text = Text {
    en: (
        "no instance has the id {id}",
        "copy `data[].id` from GET /api/v1/instances",
    ),
    fr: (
        "aucune instance n'a l'identifiant {id}",
        "copiez `data[].id` depuis GET /api/v1/instances",
    ),
};

pub(super) const GROUP_NOT_FOUND: Text = Text {
    en: (
        "no contact group has the id {id}",
        "give the group with its contacts, or copy the `id` of one that was given",
    ),
    fr: (
        "aucun groupe de contacts n'a l'identifiant {id}",
        "fournissez le groupe avec ses contacts, ou copiez l'`id` d'un groupe fourni",
    ),
};

pub(super) const CAPS: Text = Text {
    en: (
        "{why}",
        "leave the cap out for none, or state one from 1 to 10000000",
    ),
    fr: (
        "`{name}` ne peut pas avoir cette valeur",
        "omettez le plafond pour n'en avoir aucun, ou indiquez-en un de 1 à 10000000",
    ),
};

pub(super) const OPTION_STATED: Text = Text {
    en: (
        "the header states the option `{name}` in a way that this version does not know",
        "read the plan with the version that made it",
    ),
    fr: (
        "l'en-tête énonce l'option `{name}` d'une façon que cette version ne connaît pas",
        "lisez le plan avec la version qui l'a produit",
    ),
};

pub(super) const SENT_UNKNOWN: Text = Text {
    en: (
        "{unknown} of the {given} keys given as sent are of no send of this plan",
        "check that they are of this campaign, and that the occurrences are planned that they are of",
    ),
    fr: (
        "{unknown} des {given} clés données comme envoyées ne sont d'aucun envoi de ce plan",
        "vérifiez qu'elles sont de cette campagne, et que leurs occurrences sont planifiées",
    ),
};

pub(super) const MORE_WARNINGS: Text = Text {
    en: (
        "{more} more warnings of occurrences are not listed",
        "mend what is listed first, or plan fewer occurrences",
    ),
    fr: (
        "{more} autres avertissements sur les occurrences ne sont pas listés",
        "corrigez d'abord ceux qui sont listés, ou prévoyez moins d'occurrences",
    ),
};
