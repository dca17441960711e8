//! What a function may return at once.

/// Values of a type, as Rust. Whether a type of our own has a default value the compiler knows.
pub fn values(output: &syn::ReturnType) -> Vec<String> {
    match output {
        syn::ReturnType::Default => vec![String::new()],
        syn::ReturnType::Type(_, of) => values_of(of),
    }
}

fn values_of(of: &syn::Type) -> Vec<String> {
    match of {
        syn::Type::Path(path) => path
            .path
            .segments
            .last()
            .map(values_of_path)
            .unwrap_or_default(),
        syn::Type::Reference(reference) => values_behind(reference),
        syn::Type::Tuple(tuple) if tuple.elems.is_empty() => vec!["()".to_owned()],
        syn::Type::Tuple(_) => vec!["Default::default()".to_owned()],
        _ => Vec::new(),
    }
}

fn values_behind(reference: &syn::TypeReference) -> Vec<String> {
    let is =
        |name: &str| matches!(&*reference.elem, syn::Type::Path(path) if path.path.is_ident(name));
    if reference.mutability.is_some() {
        return Vec::new();
    }
    match &*reference.elem {
        _ if is("str") => vec!["\"\"".to_owned(), "\"xyzzy\"".to_owned()],
        syn::Type::Slice(_) => vec!["&[]".to_owned()],
        _ => Vec::new(),
    }
}

fn values_of_path(last: &syn::PathSegment) -> Vec<String> {
    let first = match &last.arguments {
        syn::PathArguments::AngleBracketed(given) => {
            given.args.iter().find_map(|argument| match argument {
                syn::GenericArgument::Type(of) => Some(of),
                _ => None,
            })
        }
        _ => None,
    };
    let within = |wrap: fn(String) -> String| {
        let inner = first.map(values_of).unwrap_or_default();
        inner.into_iter().map(wrap)
    };
    let own = |all: &[&str]| all.iter().map(|&value| value.to_owned()).collect();
    match last.ident.to_string().as_str() {
        "bool" => own(&["true", "false"]),
        "u8" | "u16" | "u32" | "u64" | "u128" | "usize" => own(&["0", "1"]),
        "i8" | "i16" | "i32" | "i64" | "i128" | "isize" => own(&["0", "1", "-1"]),
        "String" => own(&["String::new()", "\"xyzzy\".to_owned()"]),
        "Option" => std::iter::once("None".to_owned())
            .chain(within(|value| format!("Some({value})")))
            .collect(),
        "Vec" => std::iter::once("Vec::new()".to_owned())
            .chain(within(|value| format!("vec![{value}]")))
            .collect(),
        "Box" => within(|value| format!("Box::new({value})")).collect(),
        "Result" => within(|value| format!("Ok({value})")).collect(),
        _ => own(&["Default::default()"]),
    }
}
