//! What people call the columns: a name of theirs is taken for one that a contact has, and said.

/// A name that a contact has, with what people call it, folded: small letters and digits, no accents.
const ALIASES: [(&str, &[&str]); 6] = [
    (
        "id",
        &[
            "id",
            "identifiant",
            "contactid",
            "idcontact",
            "clientid",
            "idclient",
            "customerid",
        ],
    ),
    (
        "phone",
        &[
            "phone",
            "phonenumber",
            // as Google exports contacts
            "phone1value",
            "mobilephone",
            "mobile",
            "mobilenumber",
            "cell",
            "cellphone",
            "tel",
            "telephone",
            "telephonemobile",
            "telephoneportable",
            "portable",
            "gsm",
            "numerodetelephone",
            "numerotelephone",
            "ndetelephone",
            "numtel",
            "whatsapp",
            "numerowhatsapp",
            "whatsappnumber",
        ],
    ),
    (
        "firstName",
        &["firstname", "givenname", "prenom", "prenoms"],
    ),
    (
        "lastName",
        &["lastname", "familyname", "surname", "nomdefamille", NOM],
    ),
    (
        "name",
        &["name", "fullname", "nomcomplet", "prenomnom", "prenometnom"],
    ),
    (
        "tags",
        &[
            "tags",
            "tag",
            "labels",
            "label",
            "etiquettes",
            "etiquette",
            "motscles",
        ],
    ),
];

/// What is in the name of a column that may tell contacts apart. Where there is one, nobody guesses whether it
/// or the number does.
const LIKE_AN_ID: [&str; 8] = [
    "ref",
    "code",
    "matricule",
    "uuid",
    "guid",
    "numeroclient",
    "customernumber",
    "cle",
];

/// Beside a first name this is the last name; alone it may be either, and nobody guesses.
const NOM: &str = "nom";

/// A column that is taken for another name than its own.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) struct Renamed {
    pub(crate) column: usize,
    /// What a contact calls it.
    pub(crate) name: String,
    pub(crate) by: By,
}

/// Why a column is taken for a name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum By {
    /// What the column is called.
    Name,
    /// A flag.
    Flag,
    /// No column is the id, and the number tells contacts apart.
    Need,
}

/// Why the columns are not understood.
#[derive(Debug, PartialEq, Eq)]
pub(crate) enum Unclear {
    /// Several columns may be meant.
    Several { name: String, columns: Vec<String> },
    /// A flag names a column that is not there.
    NoSuch { name: String, column: String },
    /// No column is called an id, and these may be one.
    MayBeId { columns: Vec<String>, phone: String },
}

/// The number as what tells contacts apart, where no column is an id or may be one.
pub(super) fn number_as_id(header: &[String], phone: usize) -> Result<Renamed, Unclear> {
    let columns: Vec<String> = header
        .iter()
        .filter(|name| is_like_an_id(name))
        .cloned()
        .collect();
    if !columns.is_empty() {
        let phone = header.get(phone).cloned().unwrap_or_default();
        return Err(Unclear::MayBeId { columns, phone });
    }
    Ok(Renamed {
        column: phone,
        name: "id".to_owned(),
        by: By::Need,
    })
}

fn is_like_an_id(name: &str) -> bool {
    // each word by itself: a `Décodeur` is no code
    let words = name.split(|c: char| !c.is_alphanumeric()).map(folded);
    let whole = folded(name);
    words
        .chain([whole])
        .any(|word| word == "id" || LIKE_AN_ID.iter().any(|like| word.starts_with(like)))
}

/// Which columns stand for names that no column has itself.
pub(super) fn renamed(
    header: &[String],
    asked: &[(String, String)],
) -> Result<Vec<Renamed>, Unclear> {
    let mut found = Vec::new();
    for (name, column) in asked {
        let at = header.iter().position(|known| known == column);
        let at = at.ok_or_else(|| Unclear::NoSuch {
            name: name.clone(),
            column: column.clone(),
        })?;
        found.push(Renamed {
            column: at,
            name: name.clone(),
            by: By::Flag,
        });
    }
    let folded: Vec<String> = header.iter().map(|name| folded(name)).collect();
    let has_first_name = folded.iter().any(|name| is_alias("firstName", name));
    for (name, aliases) in ALIASES {
        let is_there = header.iter().any(|known| known == name);
        if is_there || found.iter().any(|other| other.name == name) {
            continue;
        }
        let fits = |column: &usize| {
            let own = folded[*column].as_str();
            aliases.contains(&own) && (own != NOM || has_first_name)
        };
        let columns: Vec<usize> = (0..header.len()).filter(fits).collect();
        match columns[..] {
            [] => {}
            [column] => found.push(Renamed {
                column,
                name: name.to_owned(),
                by: By::Name,
            }),
            _ => {
                return Err(Unclear::Several {
                    name: name.to_owned(),
                    columns: columns.iter().map(|&i| header[i].clone()).collect(),
                });
            }
        }
    }
    Ok(found)
}

fn is_alias(name: &str, own: &str) -> bool {
    ALIASES
        .iter()
        .any(|(known, aliases)| *known == name && aliases.contains(&own))
}

/// Small letters and digits without accents: `N° de Téléphone` is `ndetelephone`.
fn folded(name: &str) -> String {
    let plain = |c: char| match c {
        'à' | 'á' | 'â' | 'ä' | 'ã' => 'a',
        'ç' => 'c',
        'è' | 'é' | 'ê' | 'ë' => 'e',
        'ì' | 'í' | 'î' | 'ï' => 'i',
        'ñ' => 'n',
        'ò' | 'ó' | 'ô' | 'ö' | 'õ' => 'o',
        'ù' | 'ú' | 'û' | 'ü' => 'u',
        other => other,
    };
    // a combining accent is neither letter nor digit
    name.chars()
        .flat_map(char::to_lowercase)
        .map(plain)
        .filter(|c| c.is_ascii_alphanumeric())
        .collect()
}

#[cfg(test)]
#[allow(clippy::expect_used, reason = "a test fails by panicking")]
mod tests {
    use super::{Unclear, number_as_id, renamed};

    fn names(header: &[&str], asked: &[(&str, &str)]) -> Result<Vec<String>, Unclear> {
        let header: Vec<String> = header.iter().map(|&name| name.to_owned()).collect();
        let asked: Vec<(String, String)> = asked
            .iter()
            .map(|&(name, column)| (name.to_owned(), column.to_owned()))
            .collect();
        renamed(&header, &asked).map(|found| {
            let said = |r: &super::Renamed| format!("{}={}", r.name, header[r.column]);
            found.iter().map(said).collect()
        })
    }

    /// The header, what flags say, and what is taken for what.
    type Case<'a> = (&'a [&'a str], &'a [(&'a str, &'a str)], &'a [&'a str]);

    #[test]
    fn names_of_people_are_taken_for_those_of_a_contact() {
        let cases: [Case<'_>; 9] = [
            (&["id", "phone", "name", "tags"], &[], &[]),
            (&["ID", "Téléphone"], &[], &["id=ID", "phone=Téléphone"]),
            (&["id", "N° de téléphone"], &[], &["phone=N° de téléphone"]),
            (
                &["id", "Te\u{301}le\u{301}phone"],
                &[],
                &["phone=Te\u{301}le\u{301}phone"],
            ),
            (
                &["id", "phone", "Prénom", "Nom"],
                &[],
                &["firstName=Prénom", "lastName=Nom"],
            ),
            (
                &["id", "phone", "First Name"],
                &[],
                &["firstName=First Name"],
            ),
            // the name, or the last name? it is left as it is
            (&["id", "phone", "Nom"], &[], &[]),
            (&["id", "phone", "Mobile"], &[], &[]),
            (
                &["Tél", "Mobile"],
                &[("phone", "Mobile"), ("id", "Mobile")],
                &["phone=Mobile", "id=Mobile"],
            ),
        ];
        for (header, asked, wanted) in cases {
            let found = names(header, asked).expect("clear");
            assert_eq!(found, wanted, "{header:?}");
        }
    }

    #[test]
    fn the_number_is_the_id_where_nothing_else_may_be() {
        let by = |header: &[&str]| {
            let header: Vec<String> = header.iter().map(|&name| name.to_owned()).collect();
            number_as_id(&header, 1)
        };
        for header in [["Nom", "Tél"], ["Ville", "Mobile"], ["Décodeur", "phone"]] {
            assert_eq!(by(&header).map(|found| found.column), Ok(1), "{header:?}");
        }
        for other in [
            "Code client",
            "Réf.",
            "Matricule",
            "Client (ID)",
            "N° client, réf",
        ] {
            let (columns, phone) = (vec![other.to_owned()], "Tél".to_owned());
            let doubt = Unclear::MayBeId { columns, phone };
            assert_eq!(by(&[other, "Tél"]), Err(doubt));
        }
    }

    #[test]
    fn what_is_not_clear_is_asked_for() {
        assert_eq!(
            names(&["id", "Tél", "Mobile"], &[]),
            Err(Unclear::Several {
                name: "phone".to_owned(),
                columns: vec!["Tél".to_owned(), "Mobile".to_owned()],
            })
        );
        assert!(matches!(
            names(&["id", "phone"], &[("phone", "Mobile")]),
            Err(Unclear::NoSuch { .. })
        ));
    }
}
