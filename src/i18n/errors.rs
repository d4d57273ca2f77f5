//! What went wrong, in words: what happened, then what to do. Codes and request ids stand beside the text.

#![allow(missing_docs)] // field names are the keys; the texts stand below

use crate::api::ApiError;

/// See the module.
pub struct Errors {
    pub unreachable: &'static str,
    pub unreachable_next: &'static str,
    /// The files of a page did not arrive.
    pub part_lost: &'static str,
    /// What to do then.
    pub part_lost_next: &'static str,
    /// Button: loads the console again.
    pub reload: &'static str,
    pub timeout: &'static str,
    pub timeout_next: &'static str,
    pub malformed: &'static str,
    pub malformed_next: &'static str,
    pub busy: &'static str,
    pub busy_next: &'static str,
    pub too_fast: &'static str,
    pub failed: &'static str,
    pub failed_next: &'static str,
    pub signed_out: &'static str,
    pub signed_out_next: &'static str,
    pub forbidden: &'static str,
    pub forbidden_next: &'static str,
    pub bad_request: &'static str,
    pub bad_request_next: &'static str,
    pub no_card: &'static str,
    pub no_card_next: &'static str,
    pub query_running: &'static str,
    pub query_running_next: &'static str,
    pub absent: &'static str,
    pub absent_next: &'static str,
    pub code: &'static str,
    pub request_id: &'static str,
    pub answer: &'static str,
    pub service_says: &'static str,
    pub retry_in: fn(u32) -> String,
    pub copy_details: &'static str,
    pub panic: &'static str,
}

impl Errors {
    /// What happened and what to do next.
    #[must_use]
    pub fn explain(&self, error: &ApiError) -> (&'static str, &'static str) {
        match error {
            ApiError::Unreachable => (self.unreachable, self.unreachable_next),
            ApiError::Timeout => (self.timeout, self.timeout_next),
            ApiError::Malformed { .. } => (self.malformed, self.malformed_next),
            ApiError::Refused(refusal) => match (refusal.status, refusal.code.as_str()) {
                (_, "GSL.00011001") => (self.no_card, self.no_card_next),
                (_, "GSL.00011005") => (self.query_running, self.query_running_next),
                (_, "GSL.00010003" | "GSL.00020003") => (self.busy, self.busy_next),
                (_, "GSL.00010001") | (401, _) => (self.signed_out, self.signed_out_next),
                (403, _) => (self.forbidden, self.forbidden_next),
                (404, _) => (self.absent, self.absent_next),
                (429, _) => (self.too_fast, self.busy_next),
                (400..=499, _) => (self.bad_request, self.bad_request_next),
                _ => (self.failed, self.failed_next),
            },
        }
    }
}

/// 简体中文
pub const ZH: Errors = Errors {
    unreachable: "连不上服务",
    unreachable_next: "检查本机网络，或确认服务正在运行。已有的数据仍可查看。",
    part_lost: "页面文件未能下载",
    part_lost_next: "检查网络后重试。如果控制台刚刚更新过，请重新加载。",
    reload: "重新加载",
    timeout: "服务 30 秒内没有应答",
    timeout_next: "网络可能很慢，或服务繁忙。可以重试。",
    malformed: "服务的应答无法读取",
    malformed_next: "应答不符合接口约定。重试无效时，把下面的详情交给技术支持。",
    busy: "服务繁忙",
    busy_next: "稍候会自动重试，无需重复操作。",
    too_fast: "请求过于频繁，被服务限流",
    failed: "服务处理失败",
    failed_next: "可以重试；仍失败时，把错误码和请求 ID 交给技术支持。",
    signed_out: "登录已失效",
    signed_out_next: "重新登录后再试，地址中的筛选条件会保留。",
    forbidden: "没有权限",
    forbidden_next: "请主账号授予 GSL FullAccess（作用范围选所有资源），约 10–15 分钟后生效。",
    bad_request: "服务不接受这个请求",
    bad_request_next: "按服务给出的说明修改筛选条件后再试。",
    no_card: "找不到这张卡，或没有权限查看",
    no_card_next: "核对卡号。已拆机超过到期 2 个月、已停用超过到期 12 个月的卡会被清理，不再可查。",
    query_running: "这张卡的实时查询已在进行",
    query_running_next: "几秒后再刷新即可看到结果。",
    absent: "服务没有这个内容",
    absent_next: "它可能已被删除，或所连服务不提供。",
    code: "错误码",
    request_id: "请求 ID",
    answer: "收到的内容",
    service_says: "服务说明",
    retry_in: |s| format!("{s} 秒后自动重试"),
    copy_details: "复制详情",
    panic: "控制台出错，已停止",
};

/// English
pub const EN: Errors = Errors {
    unreachable: "The service cannot be reached",
    unreachable_next: "Check your network, or that the service is running. Data already loaded stay usable.",
    part_lost: "The files of this page did not arrive",
    part_lost_next: "Check the network and retry. If the console has just been updated, reload it.",
    reload: "Reload",
    timeout: "No answer from the service within 30 seconds",
    timeout_next: "The network may be slow or the service busy. Try again.",
    malformed: "The service's answer cannot be read",
    malformed_next: "It does not follow the API. If a retry does not help, give the details below to support.",
    busy: "The service is busy",
    busy_next: "It is tried again automatically; nothing to repeat.",
    too_fast: "Too many calls: the service is limiting the rate",
    failed: "The service failed to do this",
    failed_next: "Try again; if it keeps failing, give the code and the request ID to support.",
    signed_out: "Your sign-in has ended",
    signed_out_next: "Sign in and come back: the filters stay in the address.",
    forbidden: "No permission",
    forbidden_next: "The main account grants GSL FullAccess with the scope of all resources; it takes 10–15 minutes to apply.",
    bad_request: "The service does not accept this request",
    bad_request_next: "Change the filter as the service explains, then try again.",
    no_card: "This card does not exist, or you may not see it",
    no_card_next: "Check the number. Deregistered cards are removed 2 months after expiry, suspended ones 12 months after.",
    query_running: "A real-time query for this card is already running",
    query_running_next: "Refresh again in a few seconds to see its result.",
    absent: "The service does not have this",
    absent_next: "It may have been deleted, or the connected service does not offer it.",
    code: "Code",
    request_id: "Request ID",
    answer: "Received",
    service_says: "The service says",
    retry_in: |s| format!("Trying again in {s} s"),
    copy_details: "Copy details",
    panic: "The console has failed and stopped",
};
