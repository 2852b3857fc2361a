//! Where the settings of a build come from: `headword.toml`, then variables, then flags.

use crate::failure::Failure;
use clap::{Arg, ArgAction, ArgMatches, Command, value_parser};
use headword::{Config, ConfigKind, ConfigSource, disk};
use std::path::{Path, PathBuf};

/// The file that is read where `--config` names none.
const FILE: &str = "headword.toml";

/// What flags say.
#[derive(Clone, Debug, Default)]
pub(crate) struct Settings {
    /// The file that `--config` names.
    config: Option<PathBuf>,
    /// Keys and values; of a list that is repeated, one entry each time.
    flags: Vec<(&'static str, String)>,
}

impl Settings {
    /// The configuration.
    pub(crate) fn read(&self) -> Result<Config, Failure> {
        let refused = |error: headword::Error| Failure::engine(&error, None);
        let mut config = match &self.config {
            Some(file) => disk::settings(file),
            // One that cannot be looked for is no reason to go without it.
            None if matches!(Path::new(FILE).try_exists(), Ok(false)) => Ok(Config::default()),
            None => disk::settings(Path::new(FILE)),
        }
        .map_err(refused)?;
        // A variable that is not Unicode is none of ours, or has a value that its key would refuse.
        let variables = std::env::vars_os();
        let variables =
            variables.map(|(name, value)| (name.to_string_lossy().into_owned(), value.to_string_lossy().into_owned()));
        config.apply_env(variables).map_err(refused)?;
        for (key, value) in &self.flags {
            config.set(key, value, ConfigSource::Flag).map_err(refused)?;
        }
        Ok(config)
    }

    /// The file that settings are read from, whether it is there or not.
    pub(crate) fn path(&self) -> &Path {
        self.config.as_deref().unwrap_or(Path::new(FILE))
    }
}

impl clap::Args for Settings {
    fn augment_args(command: Command) -> Command {
        let dir = Arg::new("dir").value_name("DIR");
        let config = Arg::new("config").long("config").value_name("FILE").value_parser(value_parser!(PathBuf));
        let keys = Config::KEYS.iter().map(|key| {
            let arg = Arg::new(key.name).long(key.flag().trim_start_matches('-').to_owned()).action(ArgAction::Append);
            match key.kind {
                ConfigKind::Bool => arg.num_args(0..=1).require_equals(true).default_missing_value("true"),
                _ => arg.value_name(key.value_name()),
            }
        });
        command.arg(dir).arg(config).args(keys)
    }

    fn augment_args_for_update(command: Command) -> Command {
        Self::augment_args(command)
    }
}

impl clap::FromArgMatches for Settings {
    fn from_arg_matches(matches: &ArgMatches) -> Result<Self, clap::Error> {
        let mut settings = Settings::default();
        settings.update_from_arg_matches(matches)?;
        Ok(settings)
    }

    fn update_from_arg_matches(&mut self, matches: &ArgMatches) -> Result<(), clap::Error> {
        self.config = matches.get_one::<PathBuf>("config").cloned();
        for key in Config::KEYS {
            let values = matches.get_many::<String>(key.name).into_iter().flatten();
            self.flags.extend(values.map(|value| (key.name, value.clone())));
        }
        // The folder is a short way to write `--docs`.
        self.flags.extend(matches.get_one::<String>("dir").map(|dir| ("docs", dir.clone())));
        Ok(())
    }
}
