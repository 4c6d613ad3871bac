use schema_core::definition;

use super::Lowering;
use super::place::Place;
use crate::dialect::PortableDefault;
use crate::schema::{DefaultValue, SqlType};
use crate::sql::{Expression, Literal, Number};

impl Lowering {
    /// The default of a column. An expression that is written for other databases only is none.
    pub(super) fn default_value(
        &mut self,
        place: Place,
        column: &definition::Column,
        sql_type: &SqlType,
    ) -> Option<DefaultValue> {
        match column.default? {
            definition::DefaultValue::Bool(value) => {
                Some(DefaultValue::Literal(Literal::Bool(value)))
            }
            definition::DefaultValue::Number(number) => match Number::new(number) {
                Ok(number) => Some(DefaultValue::Literal(Literal::Number(number))),
                Err(invalid) => {
                    self.report(place, invalid);
                    None
                }
            },
            definition::DefaultValue::Text(text) => self
                .text(place, text)
                .map(|text| DefaultValue::Literal(Literal::Text(text))),
            definition::DefaultValue::Expression(expression) => {
                let expression = Expression::new(self.dialect.text_of(&expression)?);
                Some(self.default_expression(column, sql_type, expression))
            }
        }
    }

    fn default_expression(
        &self,
        column: &definition::Column,
        sql_type: &SqlType,
        expression: Expression,
    ) -> DefaultValue {
        if let Some(literal) = expression.as_literal() {
            return DefaultValue::Literal(literal);
        }
        DefaultValue::Expression(match PortableDefault::parse(&expression) {
            Some(portable) => self
                .rules
                .portable_default(portable, &column.column_type, sql_type),
            None => expression,
        })
    }
}
