//! The warm-up that settings ask for: caps, a published one by name, or the instance's policy.

use super::Reader;
use crate::settings::{self, Settings};
use flashplan::instance::{Health, Instance};
use flashplan::issue::{Issues, Text};
use flashplan::pace::{WarmUp, WarmUpPolicies};

/// The warm-up of the instance by the policy that its health states, where that is what the settings ask
/// for. A policy that they do not name is refused.
pub(crate) fn warm_up_by_policy(
    settings: &Settings,
    instance: Option<&Instance>,
) -> Result<Option<Vec<u32>>, Issues> {
    if settings.warm_up != Some(settings::WarmUp::Named(POLICY.to_owned())) {
        return Ok(None);
    }
    let mut read = Reader::default();
    let policies = read.policies(settings);
    let health = instance.and_then(|instance| instance.health.as_ref());
    let caps = match health.and_then(Health::warmup_policy) {
        None => {
            read.report("warm-up", &NO_POLICY, POLICY, "");
            None
        }
        Some(policy) => {
            let caps = policies.caps(policy).map(<[u32]>::to_vec);
            if caps.is_none() {
                let policy: String = policy.chars().take(SHOWN).collect();
                read.report("warm-up-policies", &UNKNOWN_POLICY, &policy, "");
            }
            caps
        }
    };
    match caps {
        Some(caps) if !read.issues.has_errors() => {
            let day = settings.warm_up_day.unwrap_or(1);
            Ok(Some(WarmUp::from_day(&caps, day).to_vec()))
        }
        _ => Err(read.issues),
    }
}

/// The warm-up that is what the instance's policy says.
const POLICY: &str = "policy";

/// Characters of a policy that are shown.
const SHOWN: usize = 60;

impl Reader {
    /// The caps of the warm-up from its day on; none yet for those of the instance's policy.
    pub(super) fn warm_up(&mut self, settings: &Settings) -> Vec<u32> {
        let day = settings.warm_up_day;
        if day == Some(0) {
            self.report("warm-up-day", &NO_DAY, "0", "");
        }
        let Some(warm_up) = &settings.warm_up else {
            if day.is_some() {
                self.report("warm-up-day", &NOT_ALONE_WARM_UP, "warm-up", "");
            }
            return Vec::new();
        };
        let caps = self.caps_of("warm-up", warm_up);
        WarmUp::from_day(&caps, day.unwrap_or(1)).to_vec()
    }

    /// What a warm-up or its name means.
    fn caps_of(&mut self, name: &str, warm_up: &settings::WarmUp) -> Vec<u32> {
        let named = match warm_up {
            settings::WarmUp::Caps(caps) => return caps.clone(),
            settings::WarmUp::Named(named) => named,
        };
        let mut names = WarmUp::NAMES
            .map(|(name, known)| (name, Some(known)))
            .to_vec();
        if name == "warm-up" {
            names.push((POLICY, None));
        }
        let known: Option<WarmUp> = self.named(name, Some(named), &names);
        known.map_or(Vec::new(), |known| known.caps().to_vec())
    }

    /// What the settings say of a host's policies. One that is no text is named by its JSON.
    fn policies(&mut self, settings: &Settings) -> WarmUpPolicies {
        let stated = settings.warm_up_policies.iter().flatten();
        stated.fold(WarmUpPolicies::new(), |policies, (policy, warm_up)| {
            let caps = self.caps_of("warm-up-policies", warm_up);
            let policies = policies.policy(policy.as_str().into(), caps.clone());
            match serde_json::from_str(policy) {
                Ok(json) => policies.policy(json, caps),
                Err(_) => policies,
            }
        })
    }
}

const NO_DAY: Text = Text {
    en: (
        "`{name}` cannot be `{got}`",
        "the first day of a warm-up is day 1",
    ),
    fr: (
        "`{name}` ne peut pas valoir `{got}`",
        "le premier jour d'une mise en route est le jour 1",
    ),
};

const NOT_ALONE_WARM_UP: Text = Text {
    en: (
        "`{name}` says nothing without `{got}`",
        "give both, such as `--warm-up ten-days --warm-up-day 4`",
    ),
    fr: (
        "`{name}` ne dit rien sans `{got}`",
        "donnez les deux, par exemple `--warm-up ten-days --warm-up-day 4`",
    ),
};

const NO_POLICY: Text = Text {
    en: (
        "`{name}` cannot be `{got}`: no `warmupPolicy` is known of the instance",
        "give the instance with its health (--instances), or the caps themselves",
    ),
    fr: (
        "`{name}` ne peut pas valoir `{got}` : on ne connaît aucun `warmupPolicy` de l'instance",
        "donnez l'instance avec son état de santé (--instances), ou les plafonds eux-mêmes",
    ),
};

const UNKNOWN_POLICY: Text = Text {
    en: (
        "`{name}` does not say what the instance's `warmupPolicy` means: {got}",
        "add it with its caps; its values are not published, and none is guessed",
    ),
    fr: (
        "`{name}` ne dit pas ce que signifie le `warmupPolicy` de l'instance : {got}",
        "ajoutez-le avec ses plafonds ; ses valeurs ne sont pas publiées, et aucune n'est devinée",
    ),
};
