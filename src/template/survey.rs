//! What a template meets in an audience, before anything is sent.

use super::length::utf16;
use super::program::{Base, Namespace};
use super::sink::{Sink, Stop};
use super::table::Slot;
use super::view::View;
use serde::Serialize;
use std::collections::BTreeMap;

/// What a template meets in a table of contacts, from [`View::survey`].
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct Survey {
    /// How many contacts there are.
    pub rows: usize,
    /// How many of them have a text.
    pub rendered: usize,
    /// The variables of the contact, in alphabetical order.
    pub variables: Vec<VariableSurvey>,
    /// The longest text: its row and its units of UTF-16.
    pub longest: Option<(usize, usize)>,
    /// Units of UTF-16 of the shortest text.
    pub shortest: Option<(usize, usize)>,
}

/// How often a variable has a value.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize)]
#[serde(rename_all = "camelCase")]
pub struct VariableSurvey {
    /// `contact.firstName`.
    pub path: String,
    /// Rows with a value that prints something.
    pub present: usize,
    /// Rows with an empty or blank text.
    pub empty: usize,
    /// Rows without a value.
    pub missing: usize,
    /// The first contacts with an empty text, as many as
    /// [`Limits::survey_examples`](crate::limits::Limits::survey_examples) allows.
    pub empty_examples: Vec<SurveyExample>,
    /// The first contacts without a value, as many.
    pub missing_examples: Vec<SurveyExample>,
}

/// A contact that a survey names.
#[derive(Clone, Debug, PartialEq, Eq, Serialize)]
pub struct SurveyExample {
    /// The row in the table, from 0.
    pub row: usize,
    /// What the column `id` holds, if the table has one.
    pub id: Option<String>,
}

impl VariableSurvey {
    /// Counts a row; the examples that it may be one of, if it is of interest.
    fn count(&mut self, printed: Option<&str>) -> Option<&mut Vec<SurveyExample>> {
        let (count, examples) = match printed {
            None => (&mut self.missing, Some(&mut self.missing_examples)),
            Some(text) if text.trim().is_empty() => {
                (&mut self.empty, Some(&mut self.empty_examples))
            }
            Some(_) => (&mut self.present, None),
        };
        *count += 1;
        examples
    }
}

/// Counts what would be written.
#[derive(Default)]
struct Measure {
    bytes: usize,
    utf16: usize,
}

impl Sink for Measure {
    fn piece(&mut self, piece: &str) -> Result<(), Stop> {
        self.bytes += piece.len();
        self.utf16 += utf16(piece);
        Ok(())
    }

    fn length(&self) -> usize {
        self.bytes
    }
}

impl View<'_> {
    /// How often each variable has a value, and how long the texts get, in one pass over the table.
    /// Texts are measured, not made, where the template allows it.
    ///
    /// ```
    /// use flashplan::contact::TableBuilder;
    /// use flashplan::template::{Constants, RenderOptions, Template};
    /// let mut builder = TableBuilder::new(["firstName"]);
    /// builder.text("Awa")?;
    /// builder.missing();
    /// let table = builder.finish();
    /// let template = Template::compile("Bonjour {{contact.firstName}}")?;
    /// let bound = template.bind(&Constants::new(), &RenderOptions::new())?;
    /// let survey = bound.over(&table).survey();
    /// assert_eq!(survey.variables[0].missing_examples[0].row, 1);
    /// assert_eq!(survey.longest, Some((0, 11)));
    /// # Ok::<(), Box<dyn std::error::Error>>(())
    /// ```
    #[must_use]
    pub fn survey(&self) -> Survey {
        self.survey_of(0..self.table.rows())
    }

    /// As [`View::survey`], of some rows alone.
    ///
    /// # Panics
    ///
    /// If the table lacks one of the rows.
    #[must_use]
    pub fn survey_of(&self, rows: impl IntoIterator<Item = usize>) -> Survey {
        let columns = self.columns();
        let most = self.bound.options().limits.survey_examples;
        let named = |(path, _): &(String, Option<usize>)| VariableSurvey {
            path: path.clone(),
            ..VariableSurvey::default()
        };
        let mut survey = Survey {
            variables: columns.iter().map(named).collect(),
            ..Survey::default()
        };
        let mut text = String::new();
        for row in rows {
            survey.rows += 1;
            for ((_, column), variable) in columns.iter().zip(&mut survey.variables) {
                let printed = column.and_then(|column| self.table.printed(row, column));
                let examples = variable.count(printed);
                if let Some(examples) = examples.filter(|examples| examples.len() < most) {
                    examples.push(self.example(row));
                }
            }
            if let Some(length) = self.measure(row, &mut text) {
                survey.rendered += 1;
                survey.longest = survey
                    .longest
                    .filter(|(_, most)| *most >= length)
                    .or(Some((row, length)));
                survey.shortest = survey
                    .shortest
                    .filter(|(_, least)| *least <= length)
                    .or(Some((row, length)));
            }
        }
        survey
    }

    fn example(&self, row: usize) -> SurveyExample {
        let id = self.table.column("id");
        let id = id.and_then(|column| self.table.printed(row, column));
        SurveyExample {
            row,
            id: id.map(str::to_owned),
        }
    }

    /// The units of UTF-16 of a row's text, if it has one.
    fn measure(&self, row: usize, text: &mut String) -> Option<usize> {
        if let Some(fast) = &self.fast
            && let (measure, Ok(())) = fast.render(self.table, row..row + 1, Measure::default)
        {
            return Some(measure.utf16);
        }
        text.clear();
        self.render_any(row, text).ok()?;
        Some(utf16(text))
    }

    /// The contact's paths with the column of each; a path that lies in a value, or in none, has none.
    fn columns(&self) -> Vec<(String, Option<usize>)> {
        let program = self.bound.program();
        let paths = program.paths.iter().zip(&*self.slots);
        let contact = paths.filter(|(path, _)| path.base == Base::Namespace(Namespace::Contact));
        let columns = contact.map(|(path, slot)| {
            let column = match slot {
                Slot::Column(column) | Slot::Inside { column, .. } => Some(*column),
                _ => None,
            };
            (program.path_text(*path), column)
        });
        columns.collect::<BTreeMap<_, _>>().into_iter().collect()
    }
}
