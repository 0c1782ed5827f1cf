#include "identity/sign_ins/security_emails.hpp"

#include <fmt/format.h>

#include <boost/json/parse.hpp>
#include <boost/json/serialize.hpp>
#include <stdexcept>

#include "accounts/account_store.hpp"
#include "identity/profile_store.hpp"
#include "identity/sign_ins/describe_browser.hpp"
#include "mail/email_template.hpp"

namespace rollcall::identity {

namespace {

using outbox::EmailKind;

std::string text_of(const boost::json::object& details, std::string_view name) {
    return std::string(details.at(name).as_string());
}

std::vector<std::string> list_points(const boost::json::object& details) {
    const auto at = from_milliseconds(details.at("at").as_int64());
    std::vector<std::string> points{fmt::format("When: {}", mail::describe_in_utc(at))};
    if (const auto address = text_of(details, "address"); !address.empty()) {
        points.push_back(fmt::format("Address: {}", address));
        points.push_back(fmt::format("Browser: {}", describe_browser(text_of(details, "browser"))));
    }
    return points;
}

mail::EmailTemplate write_new_device(const Profile& profile, std::string_view account, std::string_view address) {
    mail::EmailTemplate email;
    email.subject = fmt::format("New sign-in to {}", account);
    email.paragraphs = {fmt::format("There was a sign-in as {} at {} from a new browser.", profile.email, address)};
    email.action = "See where you are signed in";
    email.link = fmt::format("{}/profile", address);
    email.closing = {"If this was you, you can ignore this email.",
                     "If it was not you, change the password there. This ends all other sessions."};
    return email;
}

mail::EmailTemplate write_password_changed(const Profile& profile, std::string_view account, std::string_view address) {
    mail::EmailTemplate email;
    email.subject = fmt::format("Your password for {} was changed", account);
    email.paragraphs = {fmt::format("{} has a new password at {}.", profile.email, address)};
    email.action = "Sign in";
    email.link = fmt::format("{}/sign-in", address);
    email.closing = {"If you changed it, you can ignore this email.",
                     "If you did not, reset your password there, and tell an administrator."};
    return email;
}

mail::EmailTemplate write_api_token_created(std::string_view name, std::string_view account, std::string_view address) {
    mail::EmailTemplate email;
    email.subject = fmt::format("New API token for {}", account);
    email.paragraphs = {fmt::format("A new API token was created for you at {}. It is named {}.", address, name)};
    email.action = "See the API tokens";
    email.link = fmt::format("{}/account/api-tokens", address);
    email.closing = {"If you created it, you can ignore this email.",
                     "If you did not, revoke it there and change your password."};
    return email;
}

mail::EmailTemplate write_email(EmailKind kind, const boost::json::object& details, const Profile& profile,
                                std::string_view account, std::string_view address) {
    switch (kind) {
        case EmailKind::new_device:
            return write_new_device(profile, account, address);
        case EmailKind::password_changed:
            return write_password_changed(profile, account, address);
        case EmailKind::api_token_created:
            return write_api_token_created(text_of(details, "name"), account, address);
        case EmailKind::invitation:
        case EmailKind::password_reset:
            break;
    }
    throw std::logic_error("this kind of email tells of nothing that happened");
}

}  // namespace

void queue_security_email(database::Transaction& tx, const SealingKey& key, const MemberId& member,
                          const SecurityEvent& event, Time now) {
    if (!accounts::get_account(tx).security_emails) return;
    const boost::json::object details{{"member", member.text()},
                                      {"at", milliseconds(now)},
                                      {"address", event.client.address},
                                      {"browser", event.client.user_agent},
                                      {"name", event.name}};
    outbox::queue_email(tx, key, event.kind, member, boost::json::serialize(details), now);
}

std::optional<outbox::ComposedEmail> compose_security_email(database::Transaction& tx, EmailKind kind,
                                                            std::string_view address, std::string_view details_text) {
    const auto details = boost::json::parse(details_text).as_object();
    const auto profile = find_profile(tx, MemberId(text_of(details, "member")));
    if (!profile) return std::nullopt;
    const auto account = accounts::get_account(tx);
    auto email = write_email(kind, details, *profile, account.name, address);
    email.greeting = fmt::format("Hello {},", profile->name);
    email.points = list_points(details);
    return outbox::ComposedEmail{
        .sender_name = account.name,
        .recipient = {profile->name, profile->email},
        .content = mail::render_email(email),
    };
}

}  // namespace rollcall::identity
