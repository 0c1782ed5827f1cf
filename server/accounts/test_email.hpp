#pragma once

#include <boost/describe/enum.hpp>
#include <optional>
#include <string>

#include "access/context.hpp"
#include "outbox/email_worker.hpp"

namespace rollcall::accounts {

/// What became of a test email.
enum class TestEmailState {
    sent,            ///< the mail server has it
    failed,          ///< it could not be handed over now
    refused,         ///< the mail server does not accept it
    no_mail_server,  ///< none is set, so none was sent
};
BOOST_DESCRIBE_ENUM(TestEmailState, sent, failed, refused, no_mail_server)

struct TestEmail {
    TestEmailState state = TestEmailState::no_mail_server;
    std::string recipient;              ///< the caller's address
    std::optional<std::string> answer;  ///< of the mail server, or what is wrong, in a sentence
};

/// Sends an email to the caller at once, outside of the queue, and tells what the mail server answered. Throws
/// Error::too_many_attempts after `test_emails_per_window`. Who may call: administrators, signed in.
TestEmail send_test_email(const access::Context& context, const outbox::EmailWorker& outbox, bool sends_mail,
                          const std::string& address);

}  // namespace rollcall::accounts
