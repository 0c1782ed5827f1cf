#include "accounts/mail_routes.hpp"

#include <boost/describe/class.hpp>

#include "access/confirmation.hpp"
#include "access/member_row_store.hpp"
#include "api/respond.hpp"
#include "audit/audit_store.hpp"
#include "core/error.hpp"
#include "mail/folder.hpp"
#include "outbox/outbox_store.hpp"

namespace rollcall::accounts {

namespace {

struct MailBody {
    MailId id;
    outbox::EmailKind kind;
    MemberId recipient_id;
    std::string recipient_name;
    std::string recipient_email;
    outbox::EmailState state;
    std::optional<std::string> reason;
    std::int64_t attempts;
    Time created_at;
    std::optional<Time> next_attempt_at;
    std::optional<Time> sent_at;
};
BOOST_DESCRIBE_STRUCT(MailBody, (),
                      (id, kind, recipient_id, recipient_name, recipient_email, state, reason, attempts, created_at,
                       next_attempt_at, sent_at))

struct MessageBody {
    std::string subject;
    std::string text;
    std::string html;
};
BOOST_DESCRIBE_STRUCT(MessageBody, (), (subject, text, html))

struct MailWithMessageBody : MailBody {
    std::optional<MessageBody> message;
};
BOOST_DESCRIBE_STRUCT(MailWithMessageBody, (MailBody), (message))

MailBody present(const outbox::Email& mail) {
    return {
        .id = mail.id,
        .kind = mail.kind,
        .recipient_id = mail.recipient_id,
        .recipient_name = mail.recipient_name,
        .recipient_email = mail.recipient_email,
        .state = mail.state,
        .reason = mail.reason,
        .attempts = mail.attempts,
        .created_at = mail.created_at,
        .next_attempt_at = mail.next_attempt_at,
        .sent_at = mail.sent_at,
    };
}

constexpr std::string_view filters[] = {"state"};

/// The link to choose a new password is shown to nobody: who opens it becomes the member.
bool has_text_to_show(const outbox::Email& mail) {
    return mail.state == outbox::EmailState::kept && mail.kind != outbox::EmailKind::password_reset;
}

/// The text of an email, once it is recorded who reads it: it holds a link. Throws Error confirmation_required for the
/// invitation of an administrator, with which one could become that administrator.
std::optional<mail::Content> read_text(const access::Context& context, const mail::Folder& folder,
                                       const outbox::Email& mail) {
    auto content = has_text_to_show(mail) ? folder.read(mail.id.text()) : std::nullopt;
    if (!content) return std::nullopt;
    context.write([&](database::Transaction& tx, const access::CurrentCaller& caller) {
        if (mail.kind == outbox::EmailKind::invitation && access::is_administrator(tx, mail.recipient_id)) {
            access::require_confirmation(caller, context.now());
        }
        audit::record(tx, context.now(), caller, "mail.opened", mail.id.text(),
                      audit::Changes().add_initial("recipient_id", audit::to_json(mail.recipient_id.text())));
    });
    return content;
}

}  // namespace

http::Response handle_list_mail(const api::Request& request, api::Services& services) {
    const auto asked = request.list({.sorts = outbox::email_sorts, .default_sort = "-created_at", .filters = filters});
    FieldCheck check;
    const auto state = asked.choice<outbox::EmailState>("state", check);
    check.finish();
    const auto page =
        services.database.read([&](database::Transaction& tx) { return outbox::list_emails(tx, state, asked.page); });
    return api::respond_ok(page, present);
}

http::Response handle_get_mail(const api::Request& request, api::Services& services) {
    const auto mail =
        services.database.read([&](database::Transaction& tx) { return outbox::find_email(tx, request.id<MailId>()); });
    if (!mail) throw Error::not_found();
    MailWithMessageBody body{present(*mail), std::nullopt};
    const auto content = read_text(request.context(services), services.folder, *mail);
    if (content) body.message = MessageBody{content->subject, content->text, content->html};
    return api::respond_ok(body);
}

}  // namespace rollcall::accounts
