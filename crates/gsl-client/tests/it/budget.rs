//! The budget, on tokio's own time: no test here waits in real time.

use gsl_client::{Budget, BudgetSettings, Operation, Priority, Rate};
use std::sync::{Arc, Mutex};
use tokio::task::JoinHandle;
use tokio::time::{Duration, Instant, advance, sleep};

const FAST: Operation = Operation::ListTags;
const SLOW: Operation = Operation::ListSimCards;

type Log = Arc<Mutex<Vec<(String, Duration)>>>;

struct Bench {
    budget: Arc<Budget>,
    start: Instant,
    log: Log,
}

impl Bench {
    fn new() -> Self {
        Self {
            budget: Arc::new(Budget::default()),
            start: Instant::now(),
            log: Log::default(),
        }
    }

    /// Queues a call; its name and time come into the log.
    fn call(&self, name: &str, priority: Priority, operation: Operation) -> JoinHandle<()> {
        let (budget, log, start) = (self.budget.clone(), self.log.clone(), self.start);
        let name = name.to_owned();
        tokio::spawn(async move {
            let _ = budget.acquire(priority, operation).await;
            log.lock().unwrap().push((name, start.elapsed()));
        })
    }

    fn names(&self) -> Vec<String> {
        let log = self.log.lock().unwrap();
        log.iter().map(|(name, _)| name.clone()).collect()
    }

    fn times(&self, of: &str) -> Vec<Duration> {
        let log = self.log.lock().unwrap();
        let mut times: Vec<Duration> = log
            .iter()
            .filter(|(name, _)| name.starts_with(of))
            .map(|(_, at)| *at)
            .collect();
        times.sort();
        times
    }
}

/// The most calls that any window of a second holds, both ends counted.
fn densest(times: &[Duration]) -> usize {
    let within = |from: &Duration| {
        let window = *from..=*from + Duration::from_secs(1);
        times.iter().filter(|at| window.contains(at)).count()
    };
    times.iter().map(within).max().unwrap_or(0)
}

/// Lets the tasks that were spawned come into the queue.
async fn settle() {
    for _ in 0..20 {
        tokio::task::yield_now().await;
    }
}

#[tokio::test(start_paused = true)]
async fn no_second_ever_sees_more_than_five_calls_nor_two_slow_ones() {
    let bench = Bench::new();
    let mut calls = Vec::new();
    // Everybody comes at once, and again after a pause that would have filled a bucket.
    for round in 0..3 {
        for number in 0..25 {
            let priority = Priority::ALL[number % 5];
            let (name, operation) = if number % 3 == 0 {
                ("slow", SLOW)
            } else {
                ("fast", FAST)
            };
            calls.push(bench.call(&format!("{name} {round}"), priority, operation));
        }
        sleep(Duration::from_secs(7 + round)).await;
    }
    for call in calls {
        call.await.unwrap();
    }
    let all = bench.times("");
    assert_eq!(all.len(), 75);
    assert!(densest(&all) <= 5, "{}", densest(&all));
    assert_eq!(densest(&bench.times("slow")), 1);
    // The rate is used: 27 slow calls take 27 s, the others fit in between.
    assert!(
        bench.start.elapsed() < Duration::from_secs(33),
        "{:?}",
        bench.start.elapsed()
    );
}

#[tokio::test(start_paused = true)]
async fn an_act_queued_while_a_pass_runs_starts_within_a_second() {
    let bench = Bench::new();
    for number in 0..200 {
        bench.call(
            "pass",
            Priority::FullPass,
            if number % 4 == 0 { SLOW } else { FAST },
        );
    }
    for _ in 0..20 {
        sleep(Duration::from_millis(1_370)).await;
        let asked = bench.start.elapsed();
        bench.call("act", Priority::PersonAct, FAST).await.unwrap();
        let waited = bench.start.elapsed() - asked;
        assert!(waited <= Duration::from_millis(510), "{waited:?}");
    }
}

#[tokio::test(start_paused = true)]
async fn the_more_urgent_goes_first_and_equals_go_in_order() {
    let bench = Bench::new();
    bench.call("first", Priority::FullPass, FAST);
    settle().await;
    for priority in Priority::ALL.into_iter().rev() {
        bench.call(&format!("{priority:?} a"), priority, FAST);
        settle().await;
    }
    bench.call("PersonRead b", Priority::PersonRead, FAST);
    settle().await;
    assert_eq!(bench.budget.report().waiting, [1, 2, 1, 1, 1]);
    sleep(Duration::from_secs(10)).await;
    assert_eq!(
        bench.names(),
        [
            "first",
            "PersonAct a",
            "PersonRead a",
            "PersonRead b",
            "WorkOrders a",
            "Usage a",
            "FullPass a"
        ]
    );
}

#[tokio::test(start_paused = true)]
async fn a_slow_call_does_not_keep_others_waiting() {
    let bench = Bench::new();
    for _ in 0..3 {
        bench.call("slow", Priority::PersonRead, SLOW);
    }
    settle().await;
    for _ in 0..6 {
        bench.call("fast", Priority::FullPass, FAST);
    }
    sleep(Duration::from_secs(5)).await;
    // Between two slow ones there is room for three others.
    let names = bench.names();
    assert_eq!(names[..5], ["slow", "fast", "fast", "fast", "fast"]);
    let last = bench.times("slow")[2];
    assert!(last < Duration::from_millis(2_600), "{last:?}");
}

#[tokio::test(start_paused = true)]
async fn nothing_waits_for_ever() {
    let bench = Bench::new();
    let pass = bench.call("pass", Priority::FullPass, FAST);
    settle().await;
    let _ = pass.await;
    bench.call("pass", Priority::FullPass, FAST);
    settle().await;
    // Somebody acts on a thousand cards.
    for _ in 0..1_000 {
        bench.call("act", Priority::PersonAct, FAST);
    }
    sleep(Duration::from_secs(3)).await;
    assert_eq!(bench.times("pass").len(), 2);
}

#[tokio::test(start_paused = true)]
async fn a_dropped_waiter_frees_its_place() {
    let bench = Bench::new();
    bench
        .call("first", Priority::PersonAct, FAST)
        .await
        .unwrap();
    // Half of those who wait give up, one of them at the moment of its turn.
    let waiting: Vec<_> = (0..10)
        .map(|number| {
            let name = if number % 2 == 0 { "leaves" } else { "stays" };
            bench.call(name, Priority::PersonAct, FAST)
        })
        .collect();
    settle().await;
    assert_eq!(bench.budget.report().waiting[0], 10);
    for call in waiting.iter().skip(2).step_by(2) {
        call.abort();
    }
    advance(Duration::from_millis(250)).await;
    waiting[0].abort();
    settle().await;
    sleep(Duration::from_secs(2)).await;
    let stayed = bench.times("stays");
    assert_eq!(stayed.len(), 5);
    // One a quarter of a second, as if the others had never come.
    assert!(stayed[4] <= Duration::from_millis(1_510), "{stayed:?}");
    assert_eq!(bench.budget.report().waiting, [0; 5]);
}

#[tokio::test(start_paused = true)]
async fn a_throttled_call_halves_the_rate_which_recovers_slowly() {
    let budget = Budget::default();
    let rate = || budget.report().calls_per_second;
    let first = budget.acquire(Priority::FullPass, FAST).await;
    let second = budget.acquire(Priority::FullPass, FAST).await;
    budget.throttled(second);
    assert_eq!(rate(), 2.0);
    // It was under way when the rate was halved: that says nothing new.
    budget.throttled(first);
    assert_eq!(rate(), 2.0);

    let start = Instant::now();
    let third = budget.acquire(Priority::FullPass, FAST).await;
    assert!(start.elapsed() >= Duration::from_millis(500));
    budget.throttled(third);
    assert_eq!(rate(), 1.0);
    assert_eq!(budget.report().throttled, 3);

    for expected in [1.0, 1.5, 2.0, 2.5, 3.0, 3.5, 4.0, 4.0] {
        assert_eq!(rate(), expected);
        sleep(Duration::from_secs(10)).await;
    }
    for _ in 0..40 {
        let call = budget.acquire(Priority::FullPass, FAST).await;
        budget.throttled(call);
    }
    assert_eq!(
        rate(),
        0.25,
        "calls go on, however often they are throttled"
    );
}

#[tokio::test(start_paused = true)]
async fn a_throttled_slow_call_slows_its_kind_too() {
    let budget = Budget::default();
    let call = budget.acquire(Priority::FullPass, FAST).await;
    budget.throttled(call);
    assert_eq!(budget.report().slow_calls_per_second, 1.0);
    let call = budget.acquire(Priority::FullPass, SLOW).await;
    budget.throttled(call);
    let report = budget.report();
    assert_eq!(
        (report.slow_calls_per_second, report.calls_per_second),
        (0.5, 1.0)
    );
    assert_eq!(
        (
            report.full_slow_calls_per_second,
            report.full_calls_per_second
        ),
        (1.0, 4.0)
    );
}

#[tokio::test(start_paused = true)]
async fn the_report_counts_what_is_used_left_and_waiting() {
    let bench = Bench::new();
    for _ in 0..3 {
        let _ = bench.budget.acquire(Priority::Usage, FAST).await;
    }
    bench.call("waits", Priority::Usage, FAST);
    settle().await;
    let report = bench.budget.report();
    assert_eq!((report.used, report.left, report.made), (3, 1, 3));
    assert_eq!(report.waiting, [0, 0, 0, 1, 0]);
    sleep(Duration::from_secs(3)).await;
    let report = bench.budget.report();
    assert_eq!((report.used, report.left, report.made), (0, 4, 4));
}

#[tokio::test(start_paused = true)]
async fn both_rates_are_settings() {
    assert_eq!(Rate::per_second(0.0), None);
    assert_eq!(Rate::per_second(f64::NAN), None);
    let budget = Budget::new(BudgetSettings {
        calls: Rate::per_second(10.0).unwrap(),
        slow_calls: Rate::per_second(5.0).unwrap(),
    });
    let start = Instant::now();
    for _ in 0..11 {
        let _ = budget.acquire(Priority::FullPass, FAST).await;
    }
    assert!(
        start.elapsed().as_millis().abs_diff(1_000) < 30,
        "{:?}",
        start.elapsed()
    );
    let start = Instant::now();
    for _ in 0..5 {
        let _ = budget.acquire(Priority::FullPass, SLOW).await;
    }
    let expected = 100 + 4 * 250;
    assert!(
        start.elapsed().as_millis().abs_diff(expected) < 30,
        "{:?}",
        start.elapsed()
    );
}
