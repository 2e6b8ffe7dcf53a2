//! The one API of a file that a command takes which takes no more.

use std::path::Path;

use gatewright_diagnostics::Checked;
use gatewright_import::{Import, ImportOptions};
use gatewright_project::{Asked, Origins};
use gatewright_source::{Document, TextEdit};
use gatewright_template::{Api, Kind};

use crate::args::TemplateArgs;
use crate::exit::Stop;
use crate::opened::{Given, Opened, place_all};
use crate::output::one_line;
use crate::report::{Report, Subject};
use crate::settings;
use crate::walk::Input;

/// A file, and which of its APIs is meant.
pub(crate) struct Single {
    pub(crate) input: Input,
    pub(crate) opened: Opened,
    at: usize,
}

/// What is made of a name that a file does not have for any API.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Naming {
    /// It is an error.
    Strict,
    /// It may be meant for another file, if this one leaves no choice.
    Loose,
}

impl Single {
    /// Reads a file. `asked` is what the command line says of the import.
    pub(crate) fn open(
        path: &Path,
        templates: &TemplateArgs,
        asked: &Asked,
        naming: Naming,
    ) -> Result<Self, Stop> {
        let input = Input::named(path);
        let bytes = input.read().map_err(Stop::CannotRun)?;
        let given = given(&input, templates, asked)?;
        let opened = Opened::of(&input, bytes, given);
        let wanted = templates.api.as_deref();
        let apis = &opened.found.apis;
        let is_known = apis.iter().any(|api| Some(&*api.name) == wanted);
        let wanted = match naming {
            Naming::Loose if !is_known && apis.len() == 1 => None,
            Naming::Loose | Naming::Strict => wanted,
        };
        let chosen = opened.choose(&input.name, wanted).map_err(Stop::CannotRun)?;
        match *chosen {
            [at] => Ok(Self { input, opened, at }),
            _ => Err(Stop::CannotRun(format!(
                "{} has {} APIs, and one has to be chosen with `--api NAME`{}",
                one_line(&input.name),
                chosen.len(),
                opened.names_of_apis(),
            ))),
        }
    }

    /// The API.
    pub(crate) fn api(&self) -> &Api {
        &self.opened.found.apis[self.at]
    }

    /// The definition.
    pub(crate) fn document(&self) -> &Checked<Document> {
        &self.api().document
    }

    /// Whether there is a definition in the file.
    pub(crate) fn is_definition(&self) -> bool {
        self.opened.found.kind != Kind::Other
    }

    /// What findings are about.
    pub(crate) fn subject(&self) -> Subject<'_> {
        self.opened.subject(&self.input, self.api())
    }

    /// How the definition is called.
    pub(crate) fn title(&self) -> String {
        self.subject().title.into_owned()
    }

    /// How the API is imported: as its template has it, and as is asked for.
    pub(crate) fn options(&self, asked: &Asked) -> ImportOptions {
        let place = settings::place_of(&self.input);
        let nobody = settings::projects(Origins::None).of(&place);
        nobody.effective_of(&place, self.api(), asked).options
    }

    /// The definition after edits of its text, which may be in several files; none if it is no more.
    pub(crate) fn again(&self, before: &Document, edits: &[TextEdit]) -> Option<Checked<Document>> {
        let Opened { found, bytes, given, .. } = &self.opened;
        let request = given.request();
        let (mut found, at) = found.again(self.api(), before, edits, bytes, &request)?;
        Some(found.apis.swap_remove(at).document)
    }

    /// What an import says, with the places that the files have.
    pub(crate) fn report<'a>(&'a self, import: &'a mut Import) -> Report<'a> {
        let document = &self.document().value;
        place_all(document, &mut import.diagnostics);
        import.diagnostics.extend(self.opened.found.diagnostics.iter().cloned());
        Report::of_import(self.subject(), document, import)
    }
}

/// What a file gets from outside: parameters that the settings of its project tell, and what is asked
/// for.
fn given(input: &Input, templates: &TemplateArgs, asked: &Asked) -> Result<Given, Stop> {
    let parameters = templates.parameters().map_err(Stop::CannotRun)?;
    let place = settings::place_of(input);
    let asked = Asked { parameters, ..asked.clone() };
    let settled = settings::projects(Origins::Found).of(&place).effective(&place, &asked);
    let mut effective = settings::projects(Origins::None).of(&place).effective(&place, &asked);
    effective.parameters = settled.parameters;
    Ok(Given::new(templates.folder(input)?, &effective))
}
