//! One instance in every shape that an API describes it in, each with secrets.

use flashplan::instance::{Instance, read_instances};
use flashplan::phone::Phone;
use serde_json::{Value, json};

/// What stands in the place of every secret.
pub(crate) const CANARY: &str = "CANARY";

/// The provider's names of the states that all shapes know.
pub(crate) const STATES: [&str; 3] = ["open", "close", "connecting"];

/// What every shape can say of an instance.
#[derive(Clone, Debug)]
pub(crate) struct Model {
    pub(crate) id: String,
    pub(crate) name: String,
    pub(crate) digits: String,
    pub(crate) state: &'static str,
}

impl Model {
    /// All shapes read as the same instance, as far as each can say it (F13).
    pub(crate) fn is_the_same_in_every_shape(&self) {
        let shapes = [self.msgflash(), self.v1(), self.v2(), self.flat()];
        let [msgflash, v1, v2, flat] = shapes.map(|body| one(&body));
        let owner = self
            .open()
            .then(|| Phone::parse(&format!("+{}", self.digits)).unwrap());
        for found in [&msgflash, &v1, &v2, &flat] {
            assert_eq!(found.id.as_deref(), Some(self.id.as_str()));
            assert_eq!(found.name.as_deref(), Some(self.name.as_str()));
            assert_eq!(&found.status, &v2.status);
            assert_eq!(found.can_send(), self.open());
            assert_eq!(found.wa_number, owner);
        }
        assert_eq!(&v2.provider_state, &flat.provider_state);
        assert_eq!(&v1.provider_state, &v2.provider_state);
        assert_eq!(v2.created_at, msgflash.created_at);
    }

    fn open(&self) -> bool {
        self.state == "open"
    }

    fn owner(&self) -> Value {
        match self.open() {
            true => format!("{}@s.whatsapp.net", self.digits).into(),
            false => Value::Null,
        }
    }

    fn status(&self, names: [&str; 3]) -> String {
        let index = STATES.iter().position(|s| *s == self.state);
        names[index.unwrap()].to_owned()
    }

    pub(crate) fn msgflash(&self) -> Value {
        json!({"data": [{
            "id": self.id, "name": self.name,
            "waNumber": self.open().then(|| format!("+{}", self.digits)),
            "status": self.status(["connected", "disconnected", "connecting"]),
            "webhook": {"url": "https://h/CANARY", "secret": "CANARY"}, "meta": {"token": "CANARY"},
            "deletedAt": null, "createdAt": "2026-03-01T10:00:00.000Z", "updatedAt": null,
        }]})
    }

    pub(crate) fn v1(&self) -> Value {
        let mut instance = json!({
            "instanceName": self.name, "instanceId": self.id, "status": self.state,
            "serverUrl": "https://u:CANARY@h.example.com/?apikey=CANARY", "apikey": "CANARY",
            "chatwoot": {"token": "CANARY", "webhook_url": "https://h/CANARY"},
            "integration": {"integration": "WHATSAPP-BAILEYS", "token": "CANARY", "webhook_wa_business": "CANARY"},
        });
        if self.open() {
            instance["owner"] = self.owner();
        }
        json!([{ "instance": instance }])
    }

    pub(crate) fn v2(&self) -> Value {
        json!([{
            "id": self.id, "name": self.name, "connectionStatus": self.state,
            "ownerJid": self.owner(), "integration": "WHATSAPP-BAILEYS", "token": "CANARY",
            "createdAt": "2026-03-01T10:00:00.000Z", "Chatwoot": {"token": "CANARY"},
            "Proxy": {"password": "CANARY"}, "Setting": {"wavoipToken": "CANARY"},
        }])
    }

    pub(crate) fn flat(&self) -> Value {
        json!([{
            "instanceName": self.name, "instanceId": self.id, "owner": self.owner(),
            "status": self.status(["online", "offline", "connecting"]),
            "connectionStatus": {"state": self.state}, "integration": "WHATSAPP-BAILEYS",
            "serverUrl": "https://CANARY@h.example.com", "apikey": "CANARY",
        }])
    }

    pub(crate) fn created(&self) -> Value {
        json!({
            "instance": {"instanceName": self.name, "instanceId": self.id, "status": "created",
                "accessTokenWaBusiness": "CANARY", "webhookWaBusiness": "CANARY"},
            "hash": {"apikey": "CANARY"},
        })
    }

    pub(crate) fn health(&self) -> Value {
        json!({"data": {
            "instanceId": self.id, "safetyState": "warming", "safetyScore": 50, "api_key": "CANARY",
            "warmupPolicy": {"day": 1, "inner": [{"x-api-key": "CANARY"}]}, "recommendations": ["ok"],
        }})
    }
}

fn one(body: &Value) -> Instance {
    let mut all = read_instances(body.to_string().as_bytes())
        .into_result()
        .unwrap();
    assert_eq!(all.len(), 1);
    all.remove(0)
}
