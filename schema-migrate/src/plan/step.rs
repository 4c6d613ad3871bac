use crate::ddl::{RebuildStep, Statement};

/// What a step can cost.
#[derive(Debug, Clone, PartialEq, Eq)]
#[non_exhaustive]
pub enum Risk {
    /// Nothing.
    None,
    /// It fails if rows do not allow it, and changes nothing then.
    MayFail(String),
    /// It destroys data.
    LosesData(String),
}

/// A step of a plan: statements that belong together.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Step {
    pub(crate) statements: Vec<Statement>,
    pub(crate) cause: Option<String>,
    pub(crate) risk: Risk,
    pub(crate) disturbance: Option<String>,
}

impl Step {
    pub(crate) fn new(cause: Option<&str>, statements: Vec<Statement>) -> Step {
        Step {
            statements,
            cause: cause.map(str::to_owned),
            risk: Risk::None,
            disturbance: None,
        }
    }

    pub(crate) fn with_risk(self, risk: Risk) -> Step {
        Step { risk, ..self }
    }

    /// The statements in their order.
    pub fn statements(&self) -> &[Statement] {
        &self.statements
    }

    /// The struct, and the field if it is one, that the step comes from: `Plan.title`. What is not
    /// declared any more has no place.
    pub fn cause(&self) -> Option<&str> {
        self.cause.as_deref()
    }

    /// What the step can cost.
    pub fn risk(&self) -> &Risk {
        &self.risk
    }

    /// What the step destroys, if it does.
    pub fn loss(&self) -> Option<&str> {
        match &self.risk {
            Risk::LosesData(loss) => Some(loss),
            Risk::None | Risk::MayFail(_) => None,
        }
    }

    /// What others notice of it, on a database that is in use ([`OnlinePlan`](crate::OnlinePlan)).
    pub fn disturbance(&self) -> Option<&str> {
        self.disturbance.as_deref()
    }

    /// Whether the step limits how long those behind it may take.
    pub(crate) fn is_limit(&self) -> bool {
        let mut statements = self.statements.iter();
        statements.any(|one| matches!(one, Statement::LimitTime { .. }))
    }

    /// Whether the step is one of rebuilding tables, outside of the migration's transaction.
    pub(crate) fn is_rebuild(&self) -> bool {
        let mut statements = self.statements.iter();
        statements.any(|one| matches!(one, Statement::Rebuild(RebuildStep::Begin)))
    }
}
