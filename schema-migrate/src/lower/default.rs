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
        let literal = match column.default? {
            definition::DefaultValue::Bool(value) => Literal::Bool(value),
            definition::DefaultValue::Number(number) => {
                Literal::Number(self.number(place, number)?)
            }
            definition::DefaultValue::Text(text) => Literal::Text(self.text(place, text)?),
            definition::DefaultValue::Expression(expression) => {
                let expression = Expression::new(self.dialect.text_of(&expression)?);
                match expression.as_literal() {
                    Some(literal) => literal,
                    None => return Some(self.default_expression(column, sql_type, expression)),
                }
            }
        };
        Some(self.rules.literal_default(literal, &column.column_type))
    }

    fn default_expression(
        &self,
        column: &definition::Column,
        sql_type: &SqlType,
        expression: Expression,
    ) -> DefaultValue {
        DefaultValue::Expression(match PortableDefault::parse(&expression) {
            Some(portable) => self
                .rules
                .portable_default(portable, &column.column_type, sql_type),
            None => expression,
        })
    }

    fn number(&mut self, place: Place, number: &str) -> Option<Number> {
        match Number::new(number) {
            Ok(number) => Some(number),
            Err(invalid) => {
                self.report(place, invalid);
                None
            }
        }
    }
}
