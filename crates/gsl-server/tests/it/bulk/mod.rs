//! What the tests of bulk jobs do over and over.

use axum::body::Body;
use axum::http::Method;
use gsl_server::bulk::run::tick;
use gsl_server::work_orders::CarrierSimulation;
use gsl_server::work_orders::run::run_due;
use serde_json::{Value, json};

use crate::common::Service;

/// Longer than any carrier takes in the tests, where a working day is five seconds, ms.
pub const WEEK: i64 = 60_000;

/// The pace of the tests' service.
pub const PACE: CarrierSimulation = CarrierSimulation {
    scale: 17_280,
    failures: 0,
};

pub trait Bulk {
    /// What a job would do.
    async fn plan(&self, request: &Value) -> Value;
    /// Makes a job.
    async fn make(&self, request: &Value) -> Value;
    /// How a job stands.
    async fn job(&self, made: &Value) -> Value;
    /// Lets a job run to its end.
    async fn finish(&self, made: &Value) -> Value;
    /// All items of a job that stand so.
    async fn items(&self, made: &Value, status: &str) -> Vec<Value>;
    /// Ids of the cards of a list.
    async fn ids(&self, query: &str) -> Vec<i64>;
    /// Sends a list as a file; answers what the service keeps of it.
    async fn upload(&self, csv: impl Into<Body>) -> Value;
    /// One portion of every job.
    fn tick(&self, simulation: CarrierSimulation) -> bool;
    /// Time passes, and what is due is done.
    fn lapse(&self, ms: i64);
}

impl Bulk for Service {
    async fn plan(&self, request: &Value) -> Value {
        let mut request = request.clone();
        request["dry_run"] = json!(true);
        self.post("/v1/bulk-jobs", request).await.ok()
    }

    async fn make(&self, request: &Value) -> Value {
        let mut request = request.clone();
        // A filter is previewed first.
        if request["selection"]["filter"] != Value::Null {
            request = json!({"plan_id": self.plan(&request).await["plan_id"]});
        }
        let made = self.post("/v1/bulk-jobs", request).await.ok();
        assert!(made["bulk_job_id"].is_i64(), "{made}");
        made
    }

    async fn job(&self, made: &Value) -> Value {
        let job = &made["bulk_job_id"];
        let job = self.get(&format!("/v1/bulk-jobs/{job}")).await.ok();
        let count = |name: &str| job[name].as_i64().unwrap();
        let all = [
            "waiting",
            "running",
            "succeeded",
            "failed",
            "excluded",
            "cancelled",
        ];
        assert_eq!(all.map(count).iter().sum::<i64>(), count("total"), "{job}");
        job
    }

    async fn finish(&self, made: &Value) -> Value {
        while self.job(made).await["waiting"] != 0 {
            assert!(self.tick(PACE));
        }
        self.lapse(WEEK);
        let job = self.job(made).await;
        assert!(job["finish_time"].is_string(), "{job}");
        assert_eq!(
            (&job["cancellable"], &job["running"]),
            (&json!(false), &json!(0))
        );
        job
    }

    async fn items(&self, made: &Value, status: &str) -> Vec<Value> {
        let job = &made["bulk_job_id"];
        let mut all = Vec::new();
        for page in 1.. {
            let uri = format!("/v1/bulk-jobs/{job}/items?status={status}&limit=500&offset={page}");
            let answer = self.get(&uri).await.ok();
            let items = answer["items"].as_array().unwrap().clone();
            if items.is_empty() {
                assert_eq!(answer["count"].as_u64().unwrap() as usize, all.len());
                break;
            }
            all.extend(items);
        }
        all
    }

    async fn ids(&self, query: &str) -> Vec<i64> {
        let cards = self.cards(query).await;
        let ids = cards
            .iter()
            .map(|card| card["sim_card_id"].as_i64().unwrap());
        ids.collect()
    }

    async fn upload(&self, csv: impl Into<Body>) -> Value {
        let kind = [("content-type", "text/csv")];
        let kept = self.call(Method::POST, "/v1/files", &kind, csv).await;
        kept.ok()
    }

    fn tick(&self, simulation: CarrierSimulation) -> bool {
        tick(&self.store, self.clock.now_ms(), simulation).unwrap()
    }

    fn lapse(&self, ms: i64) {
        let now = self.clock.now_ms() + ms;
        self.clock.set(now);
        run_due(&self.store, now, usize::MAX).unwrap();
    }
}
