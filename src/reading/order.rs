//! The order in which issues are listed: that of the schema, then of the items of a list.

/// The fields of an input, in the order of their issues.
#[derive(Clone, Copy, Debug)]
pub(crate) struct Order<'a> {
    names: &'a [&'static str],
    nested: &'a [(&'static str, &'a [&'static str])],
}

/// Where an issue stands in the list: by the first three steps of its pointer.
type Place = [u64; 3];

impl<'a> Order<'a> {
    /// As they are reported: the input is a list, or has no published order.
    pub(crate) const REPORTED: Order<'static> = Order {
        names: &[],
        nested: &[],
    };

    /// By field; what belongs to no field of them comes last.
    pub(crate) const fn of(names: &'a [&'static str]) -> Self {
        Self { names, nested: &[] }
    }

    /// Below these fields by their own fields, and in a list item by item. Below any other field
    /// issues stay as they are reported.
    pub(crate) const fn nested(self, nested: &'a [(&'static str, &'a [&'static str])]) -> Self {
        Self { nested, ..self }
    }

    /// The whole input comes first, and what holds others before them.
    pub(super) fn place(&self, pointer: &str) -> Place {
        let mut steps = pointer.split('/').skip(1).peekable();
        // what the API gives back lies under `data`
        steps.next_if_eq(&"data");
        let Some(first) = steps.next() else {
            return [0; 3];
        };
        let mut place = [position(self.names, first), 0, 0];
        if let Some((_, names)) = self.nested.iter().find(|(name, _)| *name == first) {
            for (place, step) in place[1..].iter_mut().zip(steps) {
                *place = number(step).unwrap_or_else(|| position(names, step));
            }
        }
        place
    }
}

/// Where an item stands in its list, from 1 on. A field may be named by digits too, by more than a list has items.
fn number(step: &str) -> Option<u64> {
    let number: u32 = step.parse().ok()?;
    Some(u64::from(number) + 1)
}

/// Where `name` stands among `names`, from 1 on; an unknown one after them.
fn position(names: &[&str], name: &str) -> u64 {
    let before = names.iter().take_while(|known| **known != name);
    before.count() as u64 + 1
}

#[cfg(test)]
mod tests {
    use super::Order;

    #[test]
    fn issues_stand_as_the_schema_does() {
        let order = Order::of(&["a", "list"]).nested(&[("list", &["x", "y"])]);
        let pointers = [
            "",
            "/a",
            "/a/z",
            "/list",
            "/list/x",
            "/list/0",
            "/list/0/x",
            "/list/0/y",
            "/list/0/?",
            "/list/1",
            "/list/10",
            "/other",
        ];
        let places = pointers.map(|pointer| order.place(pointer));
        assert!(places.is_sorted(), "{places:?}");
        // the whole comes before its first field
        assert!(places[0] < places[1] && places[3] < places[4], "{places:?}");
        let wrapped = pointers.map(|pointer| order.place(&format!("/data{pointer}")));
        assert_eq!(places, wrapped);
    }
}
