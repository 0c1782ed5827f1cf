#include "accounts/test_email.hpp"

#include <fmt/format.h>

#include "access/decision.hpp"
#include "accounts/account_limits.hpp"
#include "accounts/account_settings.hpp"
#include "accounts/account_store.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "mail/email_template.hpp"

namespace rollcall::accounts {

namespace {

constexpr std::string_view test_action = "mail.tested";

void require_within_limit(database::Transaction& tx, const access::CurrentCaller& caller, Time now) {
    auto tests = audit::list_times(tx, caller.member, test_action, now - test_email_window);
    // Another instance's clock may be ahead a little; those of long after now are left of a clock that was set back.
    std::erase_if(tests, [&](Time test) { return test - now >= test_email_window; });
    if (tests.size() < test_emails_per_window) return;
    const auto wait = tests[tests.size() - test_emails_per_window] + test_email_window - now;
    throw Error::too_many_attempts(std::chrono::ceil<std::chrono::seconds>(wait),
                                   fmt::format("At most {} test emails in {} minutes. Wait, then try again.",
                                               test_emails_per_window, test_email_window.count()));
}

outbox::ComposedEmail compose_test_email(database::Transaction& tx, const MemberId& member,
                                         const std::string& address) {
    const auto account = get_account(tx);
    auto recipient = get_mailbox(tx, member);
    mail::EmailTemplate email;
    email.subject = fmt::format("Test email from {}", account.name);
    email.greeting = fmt::format("Hello {},", recipient.name);
    email.paragraphs = {
        fmt::format("This is the test email that you sent from the settings of {}. Invitations and other "
                    "emails are sent the same way.",
                    account.name)};
    email.action = "Open the settings";
    email.link = address + "/account/settings";
    return {account.name, std::move(recipient), mail::render_email(email)};
}

TestEmailState state_of(mail::DeliveryResult::Outcome outcome) {
    switch (outcome) {
        case mail::DeliveryResult::Outcome::sent:
            return TestEmailState::sent;
        case mail::DeliveryResult::Outcome::refused:
            return TestEmailState::refused;
        case mail::DeliveryResult::Outcome::try_again:
            return TestEmailState::failed;
        case mail::DeliveryResult::Outcome::kept:
            return TestEmailState::no_mail_server;
    }
    throw std::logic_error("an outcome that is no state of a test email");
}

}  // namespace

TestEmail send_test_email(const access::Context& context, const outbox::EmailWorker& outbox, bool sends_mail,
                          const std::string& address) {
    // Recorded before it is sent: the entries are what the limit counts.
    auto email = context.write([&](database::Transaction& tx, const access::CurrentCaller& caller) {
        access::require(caller, access::Action::send_test_email);
        const auto now = context.now();
        require_within_limit(tx, caller, now);
        audit::record(tx, now, caller, test_action, account_subject);
        return compose_test_email(tx, caller.member, address);
    });
    TestEmail result{.recipient = email.recipient.address};
    if (!sends_mail) return result;
    const auto delivery = outbox.deliver_now(std::move(email), context.now());
    result.state = state_of(delivery.outcome);
    const auto& answer = delivery.outcome == mail::DeliveryResult::Outcome::sent ? delivery.answer : delivery.reason;
    if (!answer.empty()) result.answer = answer;
    return result;
}

}  // namespace rollcall::accounts
