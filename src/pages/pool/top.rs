//! The ten cards with the highest usage, and the ten with the largest increase.

use super::PoolData;
use super::table::{self, figures, words};
use crate::api::{pool_calls, use_query};
use crate::features::query_section::{load_state, part};
use crate::i18n::format::{self, Scale};
use crate::routes::Route;
use crate::view::prelude::*;
use gsl_model::units::Megabytes;
use gsl_model::wire::{TopMember, TopMembers};

/// The tab.
pub fn top(data: PoolData) -> AnyView {
    view! {
        <div class="pad usage-two pool-top">
            {ranking(data, false)}
            {ranking(data, true)}
        </div>
        <p class="pad small muted">{data.t.top_note}</p>
    }
}

fn ranking(data: PoolData, by_growth: bool) -> AnyView {
    let t = data.t;
    let query = use_query::<TopMembers>(data.app.client, move || {
        Some(pool_calls::top(
            data.kind,
            data.id,
            data.cycle.get()?,
            by_growth,
        ))
    });
    let (title, id) = if by_growth {
        (t.top_growth, "pool-top-growth")
    } else {
        (t.top_use, "pool-top-use")
    };
    let content = move || {
        (move || {
            let members = query
                .data()
                .map(|top| top.members.clone())
                .unwrap_or_default();
            if members.is_empty() {
                view! { <p class="muted">{t.top_none}</p> }
            } else {
                table(data, title, &members)
            }
        })
        .into_view()
    };
    view! {
        <section aria-labelledby=id>
            <h2 id=id>{title}</h2>
            {part(load_state(query), 10, content)}
        </section>
    }
}

fn table(data: PoolData, title: &'static str, members: &[TopMember]) -> AnyView {
    let t = data.t;
    let rows = members.iter().map(|member| {
        let href = data.app.nav.href(&Route::card(member.id));
        let sign = if member.growth > Megabytes::ZERO { "+" } else { "" };
        let (used, growth) = (member.flow_used, member.growth);
        let scale = Scale::of(&[used, growth]);
        let share = percent(member.share_permille, used > Megabytes::ZERO);
        view! {
            <tr>
                <th scope="row"><a class="mono" href=href>{gsl_model::iccid::group(&member.cid)}</a></th>
                <td class="num" title=format::exact(used)>{scale.text(used)}</td>
                <td class="num">{share}</td>
                <td class="num" title=format::exact(growth)>{sign}{scale.text(growth)}</td>
            </tr>
        }
    });
    let mut heads = vec![words(t.member)];
    heads.extend([t.column_used, t.share, t.growth].map(figures));
    table::table(title, heads, rows.collect_view())
}

/// `12.3%` of a share that the service rounded down; `some` is whether there is any.
pub fn percent(permille: i64, some: bool) -> String {
    match permille {
        0 if some => "<0.1%".to_owned(),
        _ => format!("{}.{}%", permille / 10, permille.abs() % 10),
    }
}
