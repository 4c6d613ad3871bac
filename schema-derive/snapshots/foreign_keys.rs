#[derive(Model)]
#[diesel(primary_key(tenant_id, number))]
#[references(Order(tenant_id, id), columns(tenant_id, order_id), on_delete = "cascade")]
pub struct Invoice {
    pub tenant_id: i32,
    pub number: i32,
    pub order_id: i32,
    #[references(crate::people::User, on_delete = "set null", deferrable, unique, reason = "a bill outlives who pays it")]
    pub payer_id: Option<i32>,
    #[references(Invoice(number), index = false, relation = corrected)]
    pub corrects: Option<i32>,
}
