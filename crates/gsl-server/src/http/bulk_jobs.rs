//! `bulk-jobs`: one action on up to 100,000 cards.

use axum::Json;
use axum::body::Body;
use axum::extract::{RawQuery, State};
use axum::http::{HeaderMap, header};
use axum::response::IntoResponse;
use gsl_model::sheet::Language;
use gsl_model::wire::{
    BulkItem, BulkItemList, BulkJob, BulkJobList, BulkJobRequest, BulkParameters, BulkPlan,
};
use gsl_model::work_order::WorkOrderSource;
use serde_json::{Map, Value};

use super::body::{LARGE, bytes, from_value, json};
use super::call::Call;
use super::card_actions::source;
use super::{AppState, PathText, path_number};
use crate::bulk::ends::{cancel, collect_all};
use crate::bulk::make::{NewBulkJob, make};
use crate::bulk::operation::{BulkOperation, RequestedOperation};
use crate::bulk::plan::{Plan, draw_up};
use crate::bulk::run::hand_over;
use crate::bulk::undo::{opposite_key, undos};
use crate::bulk::{PORTION, Status, read, select, sheet, stored_plan};
use crate::error::ApiError;
use crate::idempotency::{Key, once, settled};
use crate::params::Params;
use crate::store::Store;
use crate::work_orders::{Action, CarrierSimulation};

/// A request with a selection; a filter given as an object becomes the query string.
pub(super) fn with_filter_as_text(body: &[u8]) -> Result<Value, ApiError> {
    let mut value = json(body)?;
    if let Some(filter) = value.pointer_mut("/selection/filter")
        && let Value::Object(parameters) = filter
    {
        *filter = Value::String(query(parameters)?);
    }
    Ok(value)
}

fn request(body: &[u8]) -> Result<BulkJobRequest, ApiError> {
    from_value(with_filter_as_text(body)?)
}

fn query(parameters: &Map<String, Value>) -> Result<String, ApiError> {
    let mut query = form_urlencoded::Serializer::new(String::new());
    for (name, value) in parameters {
        let values = match value {
            Value::Array(values) => values.as_slice(),
            one => std::slice::from_ref(one),
        };
        for value in values {
            match value {
                Value::Null => {}
                Value::String(text) => {
                    query.append_pair(name, text);
                }
                Value::Number(_) | Value::Bool(_) => {
                    query.append_pair(name, &value.to_string());
                }
                _ => {
                    return Err(ApiError::parameter(
                        name,
                        "must be a value or a list of values",
                    ));
                }
            }
        }
    }
    Ok(query.finish())
}

/// `POST /v1/bulk-jobs`: says what would happen and keeps it as a plan, or makes the job: of a plan, or of cards that are
/// named one by one.
///
/// # Errors
/// 400: `GSL.00010004` a bad action, parameter or selection, more than 100,000 cards, no card that can be acted on, a filter
/// without a plan; `GSL.00012016` no such file; `GSL.00016052` to `GSL.00016054` tags. 409: `GSL.00013009` the plan does not
/// hold any more, `GSL.00013010` it was carried out already.
pub async fn create(
    State(state): State<AppState>,
    headers: HeaderMap,
    Call { bytes: body, key }: Call<LARGE>,
) -> Result<Json<BulkPlan>, ApiError> {
    let (source, simulation) = (source(&headers), state.simulation());
    state
        .run(move |store, now_ms| {
            let asked = request(&body)?;
            settled(store, key.as_ref(), now_ms, || {
                answer(store, asked, key.as_ref(), source, now_ms, simulation)
            })
            .map(Json)
        })
        .await
}

fn answer(
    store: &Store,
    mut request: BulkJobRequest,
    key: Option<&Key>,
    source: WorkOrderSource,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Result<BulkPlan, ApiError> {
    let new = |parameters, selection| NewBulkJob {
        parameters,
        selection,
        retry_of: None,
        source,
        simulation,
    };
    if store.is_mirror() && !request.dry_run {
        return Err(ApiError::only_reads());
    }
    let told = match request.plan_id {
        Some(_) if request.dry_run => {
            let why = "is of a dry run that was made; leave it out to make another";
            return Err(ApiError::parameter("plan_id", why));
        }
        Some(id) => {
            store.read(|db| stored_plan::unused(db, id))?;
            let kept = stored_plan::find(store, id, now_ms)?;
            kept.agrees(&request)?;
            let (parameters, kind) = (kept.parameters().clone(), kept.selection().to_owned());
            let plan = kept.again(store, now_ms, simulation)?;
            make(store, &new(&parameters, &kind), &plan, now_ms, key)?
        }
        None if !request.dry_run && request.selection.filter.is_some() => {
            let why = "is a filter, and may find other cards than were seen: send it with dry_run true, then the plan_id \
                       of the answer";
            return Err(ApiError::parameter("selection", why));
        }
        None => {
            let (kind, plan) = plan(store, &mut request, now_ms, simulation)?;
            if request.dry_run {
                return stored_plan::keep(store, &request, kind, plan, key, now_ms);
            }
            make(store, &new(&request.parameters, kind), &plan, now_ms, key)?
        }
    };
    begin(store, &told, now_ms, simulation)?;
    Ok(told)
}

/// What a request comes to, and the kind of its selection.
fn plan(
    store: &Store,
    request: &mut BulkJobRequest,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Result<(&'static str, Plan), ApiError> {
    let kind = select::kind(&request.selection)?;
    let file = kind == "file";
    request.parameters.sim_pool_id = Some(&request.selection)
        .filter(|_| request.action == "transfer")
        .and_then(select::whole_pool);
    if let Some(account) = &mut request.parameters.account {
        *account = account.trim().to_owned();
    }
    let requested = store
        .read(|db| RequestedOperation::read(&request.action, &request.parameters, file, db))?;
    let named = select::cards(store, &request.selection, &requested, now_ms)?;
    let plan = draw_up(
        store,
        &request.action,
        &requested,
        named,
        now_ms,
        simulation,
    )?;
    one_device(&plan)?;
    Ok((kind, plan))
}

/// `POST /v1/bulk-jobs/excluded.csv`: every card, or row, that a plan leaves out, as a file, with why; `language` `zh` (also
/// when absent) or `en`. Without `plan_id`: that a job with this body would leave out now. Makes no job, whatever `dry_run`
/// says.
///
/// # Errors
/// As [`create`].
pub async fn excluded_csv(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
    body: Body,
) -> Result<impl IntoResponse, ApiError> {
    let body = bytes(body, LARGE).await?;
    let simulation = state.simulation();
    let file = state
        .run(move |store, now_ms| {
            let language = language(&Params::new(query.as_deref()))?;
            let mut request = request(&body)?;
            let items = if let Some(id) = request.plan_id {
                let kept = stored_plan::find(store, id, now_ms)?;
                kept.agrees(&request)?;
                kept.items()
            } else {
                plan(store, &mut request, now_ms, simulation)?.1.items
            };
            let left_out = (1_i64..).zip(items).filter_map(|(position, item)| {
                let reason = item.refused?;
                Some(BulkItem {
                    position,
                    sim_card_id: item.card,
                    number: item.number,
                    status: Status::Excluded.key().to_owned(),
                    reason: Some(reason),
                    ..BulkItem::default()
                })
            });
            Ok(sheet::write(&left_out.collect::<Vec<_>>(), language))
        })
        .await?;
    Ok(csv(file, "bulk-excluded.csv"))
}

/// `language` of a file.
///
/// # Errors
/// 400 `GSL.00010004`.
pub(super) fn language(params: &Params) -> Result<Language, ApiError> {
    match params.text("language", 8)?.as_deref() {
        None | Some("zh") => Ok(Language::Zh),
        Some("en") => Ok(Language::En),
        Some(_) => Err(ApiError::parameter("language", "must be zh or en")),
    }
}

/// A file for a spreadsheet.
pub(super) fn csv(file: String, name: &str) -> impl IntoResponse + use<> {
    let name = format!("attachment; filename=\"{name}\"");
    (
        [
            (header::CONTENT_TYPE, "text/csv; charset=utf-8".to_owned()),
            (header::CONTENT_DISPOSITION, name),
        ],
        file,
    )
}

/// A small job begins at once rather than with the next tick.
fn begin(
    store: &Store,
    told: &BulkPlan,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Result<(), ApiError> {
    let small = usize::try_from(told.will_act).is_ok_and(|cards| cards <= PORTION);
    if let (Some(job), true) = (told.bulk_job_id, small) {
        hand_over(store, job, now_ms, simulation)?;
    }
    Ok(())
}

/// 400 when several cards would be bound to one device.
fn one_device(plan: &Plan) -> Result<(), ApiError> {
    let fixed = matches!(
        &plan.act,
        Some(BulkOperation::Order(Action::RebindFixed { .. }))
    );
    if fixed && plan.told.will_act > 1 {
        let why = "is for one card; for several send a file with the column imei";
        return Err(ApiError::parameter("imei", why));
    }
    Ok(())
}

/// `GET /v1/bulk-jobs`: jobs, newest first; `open=true` those under way, `open=false` those that are over.
///
/// # Errors
/// 400 on a bad parameter.
pub async fn list(
    State(state): State<AppState>,
    RawQuery(query): RawQuery,
) -> Result<Json<BulkJobList>, ApiError> {
    state
        .run(move |store, now_ms| {
            let params = Params::new(query.as_deref());
            let (paging, open) = (params.paging()?, params.boolean("open")?);
            collect_all(store, now_ms)?;
            let (count, bulk_jobs) =
                store.read(|db| read::jobs(db, open, paging.skip(), paging.limit))?;
            Ok(paging.answer(count, bulk_jobs))
        })
        .await
}

fn unknown() -> ApiError {
    ApiError::parameter("bulk_job_id", "does not exist")
}

fn find(store: &Store, job: i64) -> Result<BulkJob, ApiError> {
    store.read(|db| read::one(db, job)?.ok_or_else(unknown))
}

/// `GET /v1/bulk-jobs/{bulk_job_id}`: how a job stands.
///
/// # Errors
/// 400 `GSL.00010004` when there is none.
pub async fn show(
    State(state): State<AppState>,
    path: PathText,
) -> Result<Json<BulkJob>, ApiError> {
    let job = path_number(path, "bulk_job_id")?;
    state
        .run(move |store, now_ms| {
            collect_all(store, now_ms)?;
            find(store, job).map(Json)
        })
        .await
}

fn status(params: &Params) -> Result<Option<Status>, ApiError> {
    let Some(key) = params.text("status", 16)? else {
        return Ok(None);
    };
    let known = Status::from_key(&key).ok_or_else(|| {
        let known = Status::ALL.map(Status::key).join(", ");
        ApiError::parameter("status", format!("must be one of {known}"))
    });
    known.map(Some)
}

/// `GET /v1/bulk-jobs/{bulk_job_id}/items`: what became of each card.
///
/// # Errors
/// 400 `GSL.00010004` when there is no such job, or on a bad parameter.
pub async fn items(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(query): RawQuery,
) -> Result<Json<BulkItemList>, ApiError> {
    let job = path_number(path, "bulk_job_id")?;
    state
        .run(move |store, now_ms| {
            let params = Params::new(query.as_deref());
            let (paging, status) = (params.paging()?, status(&params)?);
            collect_all(store, now_ms)?;
            let known = find(store, job)?;
            let items =
                store.read(|db| read::items(db, job, status, paging.skip(), paging.limit))?;
            Ok::<_, ApiError>(paging.answer(read::count(&known, status), items))
        })
        .await
}

/// `GET /v1/bulk-jobs/{bulk_job_id}/items.csv`: the same as a file, `language` `zh` (also when absent) or `en`.
///
/// # Errors
/// 400 `GSL.00010004` when there is no such job, or on a bad parameter.
pub async fn items_csv(
    State(state): State<AppState>,
    path: PathText,
    RawQuery(query): RawQuery,
) -> Result<impl IntoResponse, ApiError> {
    let job = path_number(path, "bulk_job_id")?;
    let file = state
        .run(move |store, now_ms| {
            let params = Params::new(query.as_deref());
            let status = status(&params)?;
            let language = language(&params)?;
            collect_all(store, now_ms)?;
            find(store, job)?;
            let items = store.read(|db| read::items(db, job, status, 0, -1))?;
            Ok(sheet::write(&items, language))
        })
        .await?;
    Ok(csv(file, &format!("bulk-job-{job}.csv")))
}

/// `POST /v1/bulk-jobs/{bulk_job_id}/cancel`: what is not begun is not done. Sent again it changes nothing.
///
/// # Errors
/// 400 `GSL.00010004` when there is no such job, or it is over and was not cancelled.
pub async fn stop(
    State(state): State<AppState>,
    path: PathText,
    Call { key, .. }: Call,
) -> Result<Json<BulkJob>, ApiError> {
    let job = path_number(path, "bulk_job_id")?;
    state
        .run(move |store, now_ms| {
            settled(store, key.as_ref(), now_ms, || {
                find(store, job)?;
                let told = cancel(store, job, now_ms)?;
                let stands = find(store, job)?;
                if !told && stands.action == "replace" && stands.finish_time.is_none() {
                    return Err(ApiError::parameter("bulk_job_id", "is paid for"));
                }
                if !told && stands.finish_time.is_some() && stands.cancelled == 0 {
                    return Err(ApiError::parameter("bulk_job_id", "is over already"));
                }
                store.write(|db| once(db, key.as_ref(), now_ms, |_| Ok((stands, Vec::new()))))
            })
            .map(Json)
        })
        .await
}

/// `POST /v1/bulk-jobs/{bulk_job_id}/retry`: a new job of the failed cards.
///
/// # Errors
/// 400 `GSL.00010004` when there is no such job, it is not over, none failed, or none can be acted on now.
pub async fn retry(
    State(state): State<AppState>,
    path: PathText,
    headers: HeaderMap,
    Call { key, .. }: Call,
) -> Result<Json<BulkPlan>, ApiError> {
    follow_up(
        &state,
        path,
        &headers,
        key,
        |store, job, now_ms, simulation| {
            if !job.retryable {
                let why = "has no failed card, or is not over";
                return Err(ApiError::parameter("bulk_job_id", why));
            }
            let failed =
                store.read(|db| read::failed(db, job.bulk_job_id).map_err(ApiError::from))?;
            Ok(FollowUp {
                plan: again(store, job, failed, now_ms, simulation)?,
                parameters: job.parameters.clone(),
                selection: "retry",
                retry_of: Some(job.bulk_job_id),
            })
        },
    )
    .await
}

/// `POST /v1/bulk-jobs/{bulk_job_id}/undo`: a new job that takes back what this one did, with the cards it succeeded with.
///
/// # Errors
/// 400 `GSL.00010004` when there is no such job, it is not over, its action has no opposite, or no card can be acted on now.
pub async fn undo(
    State(state): State<AppState>,
    path: PathText,
    headers: HeaderMap,
    Call { key, .. }: Call,
) -> Result<Json<BulkPlan>, ApiError> {
    follow_up(
        &state,
        path,
        &headers,
        key,
        |store, job, now_ms, simulation| {
            let opposite = opposite_key(&job.action, &job.parameters);
            let Some(action) = opposite.filter(|_| job.undoable) else {
                let why = "has nothing to take back, or is not over";
                return Err(ApiError::parameter("bulk_job_id", why));
            };
            let undos = store.read(|db| undos(db, job.bulk_job_id).map_err(ApiError::from))?;
            Ok(FollowUp {
                plan: taken_back(store, action, undos, now_ms, simulation)?,
                parameters: BulkParameters {
                    tag_ids: job.parameters.tag_ids.clone(),
                    ..BulkParameters::default()
                },
                selection: "undo",
                retry_of: None,
            })
        },
    )
    .await
}

/// A new job that continues one that is over.
struct FollowUp {
    plan: Plan,
    parameters: BulkParameters,
    selection: &'static str,
    retry_of: Option<i64>,
}

/// Makes and begins the job that `what` draws up from the job of the path, once for a key.
async fn follow_up(
    state: &AppState,
    path: PathText,
    headers: &HeaderMap,
    key: Option<Key>,
    what: impl FnOnce(&Store, &BulkJob, i64, CarrierSimulation) -> Result<FollowUp, ApiError>
    + Send
    + 'static,
) -> Result<Json<BulkPlan>, ApiError> {
    let job = path_number(path, "bulk_job_id")?;
    let (source, simulation) = (source(headers), state.simulation());
    state
        .run(move |store, now_ms| {
            settled(store, key.as_ref(), now_ms, || {
                collect_all(store, now_ms)?;
                let next = what(store, &find(store, job)?, now_ms, simulation)?;
                let new = NewBulkJob {
                    parameters: &next.parameters,
                    selection: next.selection,
                    retry_of: next.retry_of,
                    source,
                    simulation,
                };
                let made = make(store, &new, &next.plan, now_ms, key.as_ref())?;
                begin(store, &made, now_ms, simulation)?;
                Ok(made)
            })
            .map(Json)
        })
        .await
}

/// The plan that takes a job back: for each card its own operation.
fn taken_back(
    store: &Store,
    action: &str,
    undos: Vec<(i64, String)>,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Result<Plan, ApiError> {
    let Some((_, example)) = undos.first() else {
        let why = "has nothing to take back";
        return Err(ApiError::parameter("bulk_job_id", why));
    };
    let requested =
        RequestedOperation::Again(serde_json::from_str(example).map_err(ApiError::internal)?);
    let ids: Vec<i64> = undos.iter().map(|(card, _)| *card).collect();
    let mut named = select::by_id(&store.fleet(), &ids);
    for (named, (_, undo)) in named.iter_mut().zip(undos) {
        named.values.push(undo);
    }
    draw_up(store, action, &requested, named, now_ms, simulation)
}

/// The plan for cards that failed; what each had of its own stays with it.
fn again(
    store: &Store,
    job: &BulkJob,
    failed: Vec<(i64, Option<String>)>,
    now_ms: i64,
    simulation: CarrierSimulation,
) -> Result<Plan, ApiError> {
    let ids: Vec<i64> = failed.iter().map(|(card, _)| *card).collect();
    let mut named = select::by_id(&store.fleet(), &ids);
    let own = failed.iter().find_map(|(_, act)| act.as_deref());
    let requested = match own {
        None => {
            let parameters = &job.parameters;
            store.read(|db| RequestedOperation::read(&job.action, parameters, false, db))?
        }
        Some(example) => {
            RequestedOperation::Again(serde_json::from_str(example).map_err(ApiError::internal)?)
        }
    };
    for (named, (_, act)) in named.iter_mut().zip(failed) {
        named.values.extend(act);
    }
    draw_up(store, &job.action, &requested, named, now_ms, simulation)
}
