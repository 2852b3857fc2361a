//! What can be written on the command line. `js/headword/src/args.ts` reads the same.

use crate::search_options::key_and_value;
use crate::settings::Settings;
use clap::{ArgAction, Args, Parser, Subcommand};
use std::path::PathBuf;

/// How many pages `search` prints, and `inspect` pages and terms, unless told otherwise.
const LIMIT: u32 = 10;

/// Where `serve` listens unless told otherwise.
const PORT: u16 = 4380;

/// The whole command line.
///
/// An option given twice counts the last time, as `util.parseArgs` has it.
#[derive(Debug, Parser)]
#[command(name = "headword", version, propagate_version = true, args_override_self = true)]
#[command(disable_help_subcommand = true)]
pub(crate) struct CommandLine {
    #[command(subcommand)]
    pub(crate) command: Command,
    #[arg(long, value_name = "WHEN", global = true)]
    pub(crate) color: Option<String>,
}

#[derive(Debug, Subcommand)]
pub(crate) enum Command {
    Build(Build),
    Check(Check),
    Serve(Serve),
    Search(Search),
    Read(Read),
    Resolve(Resolve),
    List(List),
    Suggest(Suggest),
    Diff(Diff),
    Inspect(Inspect),
    Merge(Merge),
    Eval(Eval),
    Test(Test),
    Split(Split),
    Bundle(Bundle),
    Completion(Completion),
    Man,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Build {
    #[command(flatten)]
    pub(crate) settings: Settings,
    #[arg(long)]
    pub(crate) watch: bool,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Check {
    #[command(flatten)]
    pub(crate) settings: Settings,
    #[arg(long)]
    pub(crate) strict: bool,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Serve {
    #[command(flatten)]
    pub(crate) settings: Settings,
    #[arg(long, value_name = "N", default_value_t = PORT, allow_hyphen_values = true)]
    pub(crate) port: u16,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Search {
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    #[arg(value_name = "QUERY", required_unless_present = "queries")]
    pub(crate) query: Vec<String>,
    #[arg(long, value_name = "FILE")]
    pub(crate) queries: Option<PathBuf>,
    #[arg(long, value_name = "FILE")]
    pub(crate) run: Option<PathBuf>,
    #[arg(long, value_name = "KEY=VALUE", action = ArgAction::Append, value_parser = key_and_value)]
    pub(crate) filter: Vec<(String, String)>,
    #[arg(long, value_name = "KEY", action = ArgAction::Append)]
    pub(crate) facet: Vec<String>,
    // `-date` is the other way round.
    #[arg(long, value_name = "KEY", allow_hyphen_values = true)]
    pub(crate) sort: Option<String>,
    // `--limit -1` is then a bad limit and not an unknown option `-1`.
    #[arg(long, value_name = "N", default_value_t = LIMIT, allow_hyphen_values = true)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
    #[arg(long, value_name = "N", default_value_t = 0, allow_hyphen_values = true)]
    pub(crate) offset: u32,
    /// The section to explain; empty for all hits.
    #[arg(long, value_name = "PATH", num_args = 0..=1, require_equals = true, default_missing_value = "")]
    pub(crate) explain: Option<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Read {
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    #[arg(value_name = "PATH")]
    pub(crate) path: String,
    #[arg(long, value_name = "LANGUAGE")]
    pub(crate) language: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) max_tokens: Option<u32>,
    #[arg(long, value_name = "CURSOR")]
    pub(crate) cursor: Option<String>,
    #[arg(long, value_name = "FORM")]
    pub(crate) links: Option<String>,
    #[arg(long)]
    pub(crate) outline: bool,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Resolve {
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    #[arg(value_name = "ADDRESS")]
    pub(crate) address: String,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct List {
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    #[arg(value_name = "PATH")]
    pub(crate) path: Option<String>,
    #[arg(long, value_name = "N", allow_hyphen_values = true)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) depth: Option<u32>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Suggest {
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    #[arg(value_name = "TEXT", required = true)]
    pub(crate) text: Vec<String>,
    #[arg(long, value_name = "N", default_value_t = LIMIT, allow_hyphen_values = true)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Diff {
    #[arg(value_name = "OLD")]
    pub(crate) old: PathBuf,
    #[arg(value_name = "NEW")]
    pub(crate) new: PathBuf,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Inspect {
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    #[arg(long, value_name = "N", default_value_t = LIMIT, allow_hyphen_values = true)]
    #[arg(value_parser = clap::value_parser!(u32).range(1..))]
    pub(crate) limit: u32,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Merge {
    #[arg(value_name = "INDEX", required = true)]
    pub(crate) indexes: Vec<PathBuf>,
    #[arg(long, value_name = "FILE", required = true)]
    pub(crate) out: PathBuf,
    #[arg(long, value_name = "TEXT")]
    pub(crate) name: Option<String>,
    #[arg(long, value_name = "URL")]
    pub(crate) base_url: Option<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Eval {
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    #[arg(value_name = "FILE", required = true)]
    pub(crate) files: Vec<PathBuf>,
    #[arg(long, value_name = "UNIT")]
    pub(crate) unit: Option<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Test {
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    #[arg(value_name = "FILE")]
    pub(crate) file: PathBuf,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Split {
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    #[arg(long, value_name = "DIR", required = true)]
    pub(crate) out: PathBuf,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Bundle {
    #[arg(value_name = "INDEX")]
    pub(crate) index: PathBuf,
    #[arg(long, value_name = "NAME", required = true)]
    pub(crate) name: String,
    #[arg(long, value_name = "DIR")]
    pub(crate) out: Option<String>,
    #[arg(long)]
    pub(crate) json: bool,
}

#[derive(Debug, Args)]
#[command(args_override_self = true)]
pub(crate) struct Completion {
    #[arg(value_name = "SHELL")]
    pub(crate) shell: String,
}
