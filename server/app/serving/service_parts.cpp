#include "app/serving/service_parts.hpp"

#include <map>

#include "agents/agent_store.hpp"
#include "app/installation/installation.hpp"
#include "calls/intake/agent_day_rules.hpp"
#include "campaigns/audience/audience_worker.hpp"
#include "campaigns/dialling/dialler_limits.hpp"
#include "campaigns/dialling/dialling_work.hpp"
#include "campaigns/eligibility/eligibility.hpp"
#include "contacts/imports/import_worker.hpp"
#include "erasures/number_erasures.hpp"
#include "identity/passwords/password_resets.hpp"
#include "identity/sign_ins/security_emails.hpp"
#include "members/invitations/invitation_email.hpp"

namespace rollcall::app {

namespace {

std::unique_ptr<mail::Transport> make_transport(const MailOptions& options, const mail::Folder& folder) {
    if (options.server) return std::make_unique<mail::SmtpTransport>(*options.server);
    return std::make_unique<mail::Folder>(folder);
}

outbox::ComposeEmail security_email_composer(outbox::EmailKind kind, const std::string& address) {
    return [kind, &address](database::Transaction& tx, std::string_view details) {
        return identity::compose_security_email(tx, kind, address, details);
    };
}

// What writes the emails of each kind. Their links lead to `address`, as it is when they are written.
std::map<outbox::EmailKind, outbox::ComposeEmail> composers(const std::string& address, const Clock& clock,
                                                            bool sends_mail) {
    return {
        {outbox::EmailKind::invitation,
         [&address, &clock](database::Transaction& tx, std::string_view token) {
             return members::compose_invitation_email(tx, address, token, clock.now());
         }},
        {outbox::EmailKind::password_reset,
         // Never into the folder, where administrators could read the link of a colleague.
         [&address, &clock, sends_mail](database::Transaction& tx, std::string_view token) {
             return sends_mail ? identity::compose_password_reset(tx, address, token, clock.now()) : std::nullopt;
         }},
        {outbox::EmailKind::new_device, security_email_composer(outbox::EmailKind::new_device, address)},
        {outbox::EmailKind::password_changed, security_email_composer(outbox::EmailKind::password_changed, address)},
        {outbox::EmailKind::api_token_created, security_email_composer(outbox::EmailKind::api_token_created, address)},
    };
}

/// What a platform is answered that asks whether an agent may call a number.
auto answer_with(const SealingKey& key) {
    return [&key](database::Transaction& tx, const AgentId& agent, const std::string& phone, Time now) {
        return campaigns::may_be_dialled(tx, key, agents::find_agent_company(tx, agent), phone, now);
    };
}

}  // namespace

ServiceParts::ServiceParts(const Options& options, StoredData& data)
    : pictures(options.picture_program),
      readiness(*data.database, data.clock),
      folder(options.data / "outbox"),
      transport(make_transport(options.mail, folder)),
      outbox({*data.database, data.clock, data.key, *transport, folder, options.mail.from,
              composers(address, data.clock, options.mail.server.has_value())}),
      temporary_folder(options.temporary_folder()),
      recordings({.database = *data.database,
                  .blobs = *data.blobs,
                  .clock = data.clock,
                  .reader = connectors::AudioReader(options.audio_program),
                  .hosts = options.recording_hosts,
                  .temporary_folder = temporary_folder}),
      old_webhooks(*data.database, data.clock),
      webhook_deletion(connectors::old_webhook_work(old_webhooks, *data.database)),
      number_erasures(erasures::number_erasure_work(data.erasure_context)),
      live_streams(*data.database),
      wrong_signatures(*data.database),
      platform_client(options.platform_addresses),
      day_sums(calls::day_sums_work(*data.database)),
      imports(contacts::contact_import_work(*data.database, *data.blobs, data.clock, data.key)),
      placer(platform_client, options.webhook_hosts, data.clock),
      dialler({*data.database, data.clock, data.key, placer, campaigns::dialling_threads}),
      dialling(campaigns::dialling_work(dialler)),
      call_resolution(campaigns::resolving_work(dialler)),
      audiences(campaigns::audience_work(*data.database, data.clock, data.key, [this] { dialling.wake(); })),
      services(make_services(options, data)) {}

api::Services ServiceParts::make_services(const Options& options, StoredData& data) {
    return {.database = *data.database,
            .clock = data.clock,
            .blobs = *data.blobs,
            .passwords = passwords,
            .pictures = pictures,
            .search_memory = search_memory,
            .metrics = data.metrics,
            .readiness = readiness,
            .key = data.key,
            .cursor_key = database::CursorKey(data.key.derive_key("cursors of lists")),
            .folder = folder,
            .sends_mail = options.mail.server.has_value(),
            .outbox = outbox,
            .recordings = recordings,
            .erasure_ledger = data.ledger,
            .number_erasures = number_erasures,
            .live_streams = live_streams,
            .wrong_signatures = wrong_signatures,
            .webhook_counters = webhook_counters,
            .platform_client = platform_client,
            .webhook_hosts = options.webhook_hosts,
            .on_reported_call = campaigns::close_reported_attempt,
            .may_be_dialled = answer_with(data.key),
            .temporary_folder = temporary_folder,
            .on_time_zone_change = calls::note_time_zone_change,
            .wake_day_sums = [this] { day_sums.wake(); },
            .wake_imports = [this] { imports.wake(); },
            .wake_campaigns =
                [this] {
                    audiences.wake();
                    dialling.wake();
                },
            .address = address,
            .setup_token = derive_setup_token(data.key),
            .version = options.version,
            .https = options.uses_https()};
}

}  // namespace rollcall::app
