//! Installs what the tests need and the machine lacks, with apt-get.

use std::process::{Command, Stdio};

use crate::console::{last_lines, say};
use crate::failure::{Context, Failure, Result};
use crate::interrupt::Interrupt;
use crate::machine::{Machine, ThisMachine, find_program, is_root, succeeds};

/// Installs packages without starting their services.
const INSTALL: &str = include_str!("install.sh");

/// How much of apt-get's output is shown when it fails.
const LINES_SHOWN: usize = 20;

/// Something the tests need, and the Debian packages that bring it.
struct Need {
    packages: &'static [&'static str],
    present: fn(&dyn Machine) -> bool,
}

const NEEDS: [Need; 7] = [
    Need {
        packages: &["gcc", "libc6-dev"],
        present: |machine| machine.compiles_c(),
    },
    Need {
        packages: &["pkg-config"],
        present: |machine| machine.has_program("pkg-config"),
    },
    Need {
        packages: &["libpq-dev"],
        present: |machine| machine.has_library("libpq"),
    },
    Need {
        packages: &["libmariadb-dev", "libmariadb-dev-compat"],
        present: |machine| machine.has_library("mysqlclient"),
    },
    Need {
        packages: &["postgresql"],
        present: |machine| machine.has_postgres_server(),
    },
    Need {
        packages: &["mariadb-server"],
        present: |machine| {
            machine.has_program("mariadbd") && machine.has_program("mariadb-install-db")
        },
    },
    // For the tests that click through the page of a diagram.
    Need {
        packages: &["chromium"],
        present: |machine| {
            let names = [
                "chromium",
                "chromium-browser",
                "google-chrome-stable",
                "google-chrome",
            ];
            names.iter().any(|name| machine.has_program(name))
        },
    },
];

/// Makes sure that everything the tests need is there.
pub(crate) fn install_missing(interrupt: &Interrupt) -> Result<()> {
    let missing = missing(&ThisMachine);
    if missing.is_empty() {
        return Ok(());
    }
    let install = install_command(find_program("apt-get").is_some(), Root::available())
        .map_err(|reason| Failure::new(by_hand(&missing, reason)))?;
    install_now(install, &missing)?;
    interrupt.check()?;
    match self::missing(&ThisMachine) {
        rest if rest.is_empty() => Ok(()),
        rest => Err(Failure::new(by_hand(
            &rest,
            "installed, and still not found",
        ))),
    }
}

/// The packages to install, in the order of [`NEEDS`].
fn missing(machine: &dyn Machine) -> Vec<&'static str> {
    let needs = NEEDS.iter().filter(|need| !(need.present)(machine));
    needs.flat_map(|need| need.packages).copied().collect()
}

/// How xtask may act as root.
#[derive(Clone, Copy, Debug)]
enum Root {
    Already,
    Sudo,
    Never,
}

impl Root {
    fn available() -> Self {
        if is_root() {
            Self::Already
        } else if succeeds(Command::new("sudo").args(["-n", "true"])) {
            Self::Sudo
        } else {
            Self::Never
        }
    }
}

/// The command that runs [`INSTALL`], or the reason why there is none.
fn install_command(has_apt: bool, root: Root) -> std::result::Result<Command, &'static str> {
    let mut command = match (has_apt, root) {
        (false, _) => return Err("there is no apt-get here"),
        (true, Root::Never) => return Err("that takes root, or `sudo` without a password"),
        (true, Root::Already) => Command::new("sh"),
        (true, Root::Sudo) => {
            let mut sudo = Command::new("sudo");
            sudo.args(["-n", "sh"]);
            sudo
        }
    };
    command.args(["-c", INSTALL, "install.sh"]);
    Ok(command)
}

/// What to do when xtask cannot install: one line to copy.
fn by_hand(missing: &[&str], reason: &str) -> String {
    let packages = missing.join(" ");
    format!("missing packages ({reason}); install them:\n    sudo apt-get install {packages}")
}

/// An installation once begun is finished: half a package is worse than a late Ctrl-C.
fn install_now(mut install: Command, packages: &[&str]) -> Result<()> {
    say(format_args!("installing {}", packages.join(", ")));
    let output = install
        .args(packages)
        .stdin(Stdio::null())
        .output()
        .cannot("start the installation")?;
    if output.status.success() {
        return Ok(());
    }
    let text = [output.stdout, output.stderr].concat();
    let text = last_lines(&String::from_utf8_lossy(&text), LINES_SHOWN);
    Err(Failure::new(format!(
        "{text}\n{}",
        by_hand(packages, "apt-get failed, see above")
    )))
}

#[cfg(test)]
mod tests {
    use super::*;

    /// A machine that lacks exactly what is named.
    struct Lacking(&'static [&'static str]);

    impl Lacking {
        fn has(&self, name: &str) -> bool {
            !self.0.contains(&name)
        }
    }

    impl Machine for Lacking {
        fn has_program(&self, name: &str) -> bool {
            self.has(name)
        }

        fn has_library(&self, name: &str) -> bool {
            self.has(name)
        }

        fn has_postgres_server(&self) -> bool {
            self.has("postgres")
        }

        fn compiles_c(&self) -> bool {
            self.has("cc")
        }
    }

    #[test]
    fn nothing_is_installed_where_nothing_is_missing() {
        assert!(missing(&Lacking(&[])).is_empty());
    }

    #[test]
    fn only_what_is_missing_is_installed() {
        assert_eq!(missing(&Lacking(&["postgres"])), ["postgresql"]);
        assert_eq!(
            missing(&Lacking(&["mariadb-install-db"])),
            ["mariadb-server"]
        );
        assert_eq!(
            missing(&Lacking(&["libpq", "mariadbd"])),
            ["libpq-dev", "mariadb-server"]
        );
        let mysql_client = ["libmariadb-dev", "libmariadb-dev-compat"];
        assert_eq!(missing(&Lacking(&["mysqlclient"])), mysql_client);
    }

    #[test]
    fn a_bare_machine_gets_everything() {
        let bare = Lacking(&[
            "cc",
            "pkg-config",
            "libpq",
            "mysqlclient",
            "postgres",
            "mariadbd",
            "chromium",
            "chromium-browser",
            "google-chrome-stable",
            "google-chrome",
        ]);
        let all: Vec<&str> = NEEDS
            .iter()
            .flat_map(|need| need.packages)
            .copied()
            .collect();
        assert_eq!(missing(&bare), all);
    }

    #[test]
    fn root_needs_no_sudo_and_others_do() {
        let program =
            |root| install_command(true, root).map(|command| command.get_program().to_owned());
        assert_eq!(program(Root::Already), Ok("sh".into()));
        assert_eq!(program(Root::Sudo), Ok("sudo".into()));
        assert!(program(Root::Never).is_err_and(|reason| reason.contains("sudo")));
    }

    #[test]
    fn without_apt_the_reason_says_so() {
        assert!(
            install_command(false, Root::Already).is_err_and(|reason| reason.contains("apt-get"))
        );
    }

    #[test]
    fn the_advice_ends_with_one_line_to_copy() {
        let advice = by_hand(&["postgresql", "libpq-dev"], "no");
        assert_eq!(
            advice.lines().last(),
            Some("    sudo apt-get install postgresql libpq-dev")
        );
    }
}
