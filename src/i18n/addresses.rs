//! 收件信息: the address book.

#![allow(missing_docs)] // field names are the keys

use super::Locale;

/// See the module.
pub struct Addresses {
    pub title: &'static str,
    pub first: &'static str,
    pub none: &'static str,
    pub add: &'static str,
    pub edit: &'static str,
    pub delete: &'static str,
    pub delete_of: fn(&str) -> String,
    pub delete_text: &'static str,
    pub receiver: &'static str,
    pub phone: &'static str,
    pub address: &'static str,
    pub postcode: &'static str,
    pub length_bad: fn(usize, usize) -> String,
    pub phone_bad: &'static str,
    pub save: &'static str,
    pub saved: &'static str,
    pub deleted: &'static str,
    pub full: fn(&str) -> String,
    pub not_saved: &'static str,
    pub not_saved_next: &'static str,
}

static ZH: Addresses = Addresses {
    title: "收件信息",
    first: "先选收件信息",
    none: "还没有收件信息，添加一个。",
    add: "添加收件信息",
    edit: "修改",
    delete: "删除",
    delete_of: |who| format!("删除 {who}"),
    delete_text: "从地址簿删除。已有订单保留自己的收件信息。",
    receiver: "收件人",
    phone: "电话",
    address: "地址",
    postcode: "邮编（可不填）",
    length_bad: |least, most| format!("须为 {least}–{most} 个字符"),
    phone_bad: "只能有数字、空格、+ 和 -",
    save: "保存",
    saved: "收件信息已保存",
    deleted: "收件信息已删除",
    full: |most| format!("地址簿已满，最多 {most} 个"),
    not_saved: "服务没有接受收件信息",
    not_saved_next: "按服务说明修改标出的字段后再试。",
};

static EN: Addresses = Addresses {
    title: "Delivery address",
    first: "Choose the delivery address first",
    none: "No address yet: add one.",
    add: "Add an address",
    edit: "Edit",
    delete: "Delete",
    delete_of: |who| format!("Delete {who}"),
    delete_text: "Removed from the address book. Orders keep theirs.",
    receiver: "Receiver",
    phone: "Telephone",
    address: "Address",
    postcode: "Postcode (may be left empty)",
    length_bad: |least, most| format!("{least}–{most} characters"),
    phone_bad: "Digits, spaces, + and - only",
    save: "Save",
    saved: "Address saved",
    deleted: "Address deleted",
    full: |most| format!("The address book is full: at most {most}"),
    not_saved: "The service did not accept the address",
    not_saved_next: "Change the field the service names, then try again.",
};

/// The texts in a language.
#[must_use]
pub fn addresses(locale: Locale) -> &'static Addresses {
    match locale {
        Locale::ZhCn => &ZH,
        Locale::EnUs => &EN,
    }
}
