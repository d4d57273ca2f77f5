//! Short messages: operations 31 and 32.

use super::{Calls, Reading, yes};
use crate::operations::Operation;
use crate::outcome::Outcome;
use crate::queries::SmsQuery;
use crate::wire::{SmsList, SmsRequest};

impl Calls {
    /// Operation 31.
    pub async fn send_sms(&self, request: &SmsRequest) -> Outcome<()> {
        self.post(Operation::SendSms, 0, request, yes).await
    }

    /// Operation 32.
    pub async fn list_sms_details(&self, query: &SmsQuery) -> Reading<SmsList> {
        self.get(Operation::ListSmsDetails, 0, query.query()).await
    }
}
