//! A shop for several tenants: keys of several columns, keys to unique columns, keys of keys.

use bigdecimal::BigDecimal;
use chrono::NaiveDateTime;
use diesel::prelude::*;
use schema_core::prelude::*;

schema_core::schema! {
    /// A shop for several tenants: keys of several columns, keys to unique columns, keys of keys.
    pub struct Sales;
    shop: [OrderLine, Order, Shipment, Invoice, Tenant, Currency],
    site: [Visit, Page],
    shared: [Tenant],
}

/// Who pays. It's the "root" of C:\tenants, 100 % of them.
///
/// Größe & naïveté: „ja“, 雪.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = tenant)]
#[relation(many, orders: Order)]
#[relation(many, invoices: Invoice, via = tenant_slug)]
pub struct Tenant {
    /// Not numbered by the database.
    pub id: i32,
    /// The name in URLs; foreign keys take over its length and collation.
    #[unique]
    #[column(
        max_length = 40,
        collation(postgres = "C", sqlite = "NOCASE", mysql = "utf8mb4_bin")
    )]
    pub slug: String,
}

/// Its key is a `char(3)`, which foreign keys to it take over.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = currency)]
#[diesel(primary_key(code))]
pub struct Currency {
    #[column(sql_type = "char(3)")]
    pub code: String,
}

/// A key of two columns, in a table that is called like a word of SQL.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = order)]
#[diesel(primary_key(tenant_id, number))]
#[unique(tenant_id, reference, name = "order_reference")]
#[relation(many, lines: OrderLine)]
pub struct Order {
    #[references(Tenant, on_delete = "cascade", on_update = "cascade")]
    pub tenant_id: i32,
    pub number: i32,
    #[column(max_length = 20)]
    pub reference: String,
    #[references(
        Currency,
        on_delete = "restrict",
        on_update = "restrict",
        relation = currency
    )]
    pub currency_code: Option<String>,
    #[column(default = "now()")]
    pub placed_at: NaiveDateTime,
}

/// A foreign key of two columns, which begin the primary key: no other index is needed.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = order_line)]
#[diesel(primary_key(tenant_id, order_number, position))]
#[references(
    Order,
    columns(tenant_id, order_number),
    on_delete = "cascade",
    on_update = "cascade"
)]
#[check("price >= 0 OR quantity < 0")]
#[check("discount <= price", name = "a discount is no gift")]
pub struct OrderLine {
    pub tenant_id: i32,
    pub order_number: i32,
    pub position: i16,
    #[column(sql_type = "numeric(12, 2)")]
    pub price: BigDecimal,
    #[column(sql_type = "numeric(12, 2)", default = 0)]
    pub discount: BigDecimal,
    #[column(default = 1, check = "quantity <> 0")]
    pub quantity: i32,
    /// Computed.
    #[column(
        generated = "(price - discount) * quantity",
        sql_type = "numeric(12, 2)"
    )]
    #[diesel(skip_insertion)]
    pub total: Option<BigDecimal>,
}

/// The columns of a key may be NULL, all or one of them.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = shipment)]
#[references(Order, columns(tenant_id, order_number), on_delete = "set null")]
pub struct Shipment {
    pub id: i32,
    pub tenant_id: Option<i32>,
    pub order_number: Option<i32>,
}

/// Foreign keys to unique columns that are no primary keys.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = invoice)]
#[references(
    Order(tenant_id, reference),
    columns(tenant_id, order_reference),
    name = "invoice_is_for_an_order",
    on_delete = "restrict",
    relation = ordered
)]
pub struct Invoice {
    pub id: i64,
    #[references(Tenant(slug), on_update = "cascade")]
    pub tenant_slug: String,
    #[references(Tenant, on_delete = "no action", relation = payer)]
    pub tenant_id: i32,
    pub order_reference: String,
}

/// Its primary key is a foreign key to a text with a length.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = page, primary_key(tenant_slug))]
pub struct Page {
    #[references(Tenant(slug), on_delete = "cascade", on_update = "cascade")]
    pub tenant_slug: String,
    pub r#abstract: String,
}

/// A foreign key to a foreign key: the length comes from afar.
#[derive(Model, HasQuery, Identifiable, Insertable, Debug, Clone, PartialEq)]
#[diesel(table_name = visit)]
pub struct Visit {
    pub id: i32,
    #[references(Page, on_delete = "set null", on_update = "cascade", relation = page)]
    pub page_slug: Option<String>,
}
