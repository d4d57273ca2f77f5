//! `#[derive(Decode)]`: one call per field.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Field, Fields, LitStr};

pub fn derive(item: TokenStream) -> syn::Result<TokenStream> {
    let item: DeriveInput = syn::parse2(item)?;
    let Data::Struct(data) = &item.data else {
        return Err(Error::new_spanned(&item.ident, "Decode reads structs"));
    };
    let Fields::Named(fields) = &data.fields else {
        return Err(Error::new_spanned(
            &item.ident,
            "Decode reads structs with named fields",
        ));
    };
    let type_name = &item.ident;
    let reads = fields
        .named
        .iter()
        .map(|field| {
            let (ident, wire) = (&field.ident, wire(field)?);
            let name = wire.name;
            Ok(if wire.default {
                quote! { #ident: fields.take::<Option<_>>(#name, notes).unwrap_or_default() }
            } else {
                quote! { #ident: fields.take(#name, notes) }
            })
        })
        .collect::<syn::Result<Vec<_>>>()?;
    Ok(quote! {
        impl ::gsl_model::wire::Decode for #type_name {
            fn decode(
                value: ::gsl_model::wire::decode::Value,
                notes: &mut ::gsl_model::wire::decode::Notes,
            ) -> Self {
                let mut fields = ::gsl_model::wire::decode::Fields::of(value, notes);
                Self { #(#reads),* }
            }
        }
    })
}

/// A field on the wire.
struct Wire {
    name: String,
    /// It may be absent or null.
    default: bool,
}

fn wire(field: &Field) -> syn::Result<Wire> {
    let ident = field.ident.as_ref().map(ToString::to_string);
    let mut wire = Wire {
        name: ident
            .unwrap_or_default()
            .trim_start_matches("r#")
            .to_owned(),
        default: false,
    };
    for attribute in field.attrs.iter().filter(|it| it.path().is_ident("serde")) {
        attribute.parse_nested_meta(|meta| {
            if meta.path.is_ident("rename") {
                wire.name = meta.value()?.parse::<LitStr>()?.value();
            } else if meta.input.peek(syn::Token![=]) {
                meta.value()?.parse::<LitStr>()?;
            } else if meta.path.is_ident("default") {
                wire.default = true;
            }
            Ok(())
        })?;
    }
    Ok(wire)
}
