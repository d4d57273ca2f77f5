//! `#[derive(Decode)]`: one call per field.

use proc_macro2::TokenStream;
use quote::quote;
use syn::{Data, DeriveInput, Error, Field, Fields, LitStr};

/// Why an attribute is rejected: `Decode` must read exactly what serde reads.
const UNKNOWN: &str = "Decode does not know this attribute of serde: teach it in gsl-macros, or write the impl by hand";

/// The only `deserialize_with` function that `Decode` supports: it reads `null` as the empty list.
const NULL_IS_EMPTY: &str = "null_is_empty";

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
    if let Some(attribute) = item.attrs.iter().find(|it| it.path().is_ident("serde")) {
        return Err(Error::new_spanned(attribute, UNKNOWN));
    }
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

/// A field of the JSON object.
struct Wire {
    name: String,
    /// Whether it may be absent or null.
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
            let assigned = meta.input.peek(syn::Token![=]);
            if meta.path.is_ident("rename") && assigned {
                wire.name = meta.value()?.parse::<LitStr>()?.value();
            } else if meta.path.is_ident("default") && !assigned {
                wire.default = true;
            } else if meta.path.is_ident("skip_serializing_if") && assigned {
                meta.value()?.parse::<LitStr>()?;
            } else if meta.path.is_ident("deserialize_with") && assigned {
                let reader = meta.value()?.parse::<LitStr>()?;
                if reader.value().rsplit("::").next() != Some(NULL_IS_EMPTY) {
                    return Err(Error::new_spanned(reader, UNKNOWN));
                }
            } else {
                return Err(meta.error(UNKNOWN));
            }
            Ok(())
        })?;
    }
    Ok(wire)
}

#[cfg(test)]
mod tests {
    use super::derive;
    use quote::quote;

    #[test]
    fn a_field_is_read_under_its_name_on_the_wire() {
        let read = derive(quote! {
            struct Card {
                id: i64,
                r#type: Option<String>,
                #[serde(rename = "errorCode", default)]
                code: String,
                #[serde(default, skip_serializing_if = "Vec::is_empty", deserialize_with = "super::null_is_empty")]
                tags: Vec<String>,
            }
        });
        let read = read.unwrap().to_string().replace(' ', "");
        for expected in [
            r#"id:fields.take("id",notes)"#,
            r#"r#type:fields.take("type",notes)"#,
            r#"code:fields.take::<Option<_>>("errorCode",notes).unwrap_or_default()"#,
            r#"tags:fields.take::<Option<_>>("tags",notes).unwrap_or_default()"#,
        ] {
            assert!(read.contains(expected), "{expected} in {read}");
        }
    }

    #[test]
    fn an_attribute_of_serde_that_would_be_read_otherwise_does_not_compile() {
        for attribute in [
            quote! { alias = "code" },
            quote! { flatten },
            quote! { skip },
            quote! { skip_deserializing },
            quote! { with = "module" },
            quote! { default = "one" },
            quote! { rename(deserialize = "code") },
            quote! { deserialize_with = "from_text" },
            quote! { default, borrow },
        ] {
            let refused = derive(quote! { struct Card { #[serde(#attribute)] code: String } });
            let problem = refused.expect_err(&attribute.to_string()).to_string();
            assert!(
                problem.starts_with("Decode does not know"),
                "{attribute}: {problem}"
            );
        }
        let refused =
            derive(quote! { #[serde(rename_all = "camelCase")] struct Card { code: String } });
        assert!(refused.is_err());
        assert!(derive(quote! { struct Card(String); }).is_err());
        assert!(derive(quote! { enum Card { One } }).is_err());
    }
}
