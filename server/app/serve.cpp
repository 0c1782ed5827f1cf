#include "app/serve.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <spdlog/spdlog.h>
#include <sys/prctl.h>
#include <sys/resource.h>
#include <unistd.h>

#include <cstdio>
#include <functional>
#include <thread>

#include "access/member_row_store.hpp"
#include "accounts/account_store.hpp"
#include "agents/agent_store.hpp"
#include "app/backup/restored_storage.hpp"
#include "app/control/control_socket.hpp"
#include "app/control/password_reset.hpp"
#include "app/control/stored_database.hpp"
#include "app/dispatch.hpp"
#include "app/installation/installation.hpp"
#include "app/ledger/ledger_replay.hpp"
#include "app/logging.hpp"
#include "app/memory_return.hpp"
#include "app/metrics/metrics.hpp"
#include "app/origin.hpp"
#include "app/readiness.hpp"
#include "app/routes.hpp"
#include "app/service_manager.hpp"
#include "app/untrusted_proxies.hpp"
#include "calls/intake/agent_day_rules.hpp"
#include "calls/intake/call_updates.hpp"
#include "calls/live/live_streams.hpp"
#include "calls/words/call_word_index.hpp"
#include "campaigns/audience/audience_worker.hpp"
#include "campaigns/campaign_store.hpp"
#include "campaigns/dialling/dialler.hpp"
#include "campaigns/dialling/dialler_limits.hpp"
#include "campaigns/dialling/dialling_work.hpp"
#include "campaigns/eligibility/eligibility.hpp"
#include "companies/company_store.hpp"
#include "connectors/calling/platform_call_placer.hpp"
#include "connectors/calling/platform_client.hpp"
#include "connectors/connections/connection_store.hpp"
#include "connectors/ingest/old_webhooks.hpp"
#include "connectors/ingest/webhook_counters.hpp"
#include "connectors/ingest/wrong_signatures.hpp"
#include "connectors/recording_copies/recording_copier.hpp"
#include "contacts/contact_store.hpp"
#include "contacts/imports/import_worker.hpp"
#include "contacts/search/contact_search_index.hpp"
#include "contacts/segments/segment_store.hpp"
#include "core/sealing.hpp"
#include "database/folding_store.hpp"
#include "erasures/number_erasures.hpp"
#include "http/server/server.hpp"
#include "http/static_files/web_page.hpp"
#include "http/static_files/web_page_files.hpp"
#include "identity/identity_limits.hpp"
#include "identity/passwords/password_hasher.hpp"
#include "identity/passwords/password_resets.hpp"
#include "identity/sign_ins/security_emails.hpp"
#include "jobs/unreferenced_blobs.hpp"
#include "mail/folder.hpp"
#include "members/invitations/invitation_email.hpp"
#include "members/invitations/invitations.hpp"
#include "members/list/search_index.hpp"
#include "members/list/search_memory.hpp"
#include "members/list/search_store.hpp"
#include "members/removal/erasure.hpp"
#include "outbox/email_worker.hpp"
#include "pictures/picture_reader.hpp"
#include "storage/data_folder.hpp"

namespace rollcall::app {

namespace {

// Otherwise glibc gives each thread its own arena, and a hundred waiting threads would waste memory.
constexpr int allocator_arenas = 2;

// Each connection is a file; the usual soft limit of 1,024 is less than the limit of the server (http::Limits).
void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

sigset_t make_end_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

// Waits for SIGTERM or SIGINT on a thread of its own and then stops the server. Created before other threads, so that
// no other thread receives the signals.
class StopOnSignal {
public:
    StopOnSignal() {
        const auto signals = make_end_signals();
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    }

    /// `end_waits` ends what requests wait for.
    void run(http::Server& server, const std::function<void()>& end_waits) {
        std::thread waiting([&] {
            const auto signals = make_end_signals();
            int signal = 0;
            sigwait(&signals, &signal);
            end_waits();
            server.stop();
        });
        server.run();
        pthread_kill(waiting.native_handle(), SIGTERM);  // in case the server has ended by itself
        waiting.join();
    }
};

// Before the first request, so that lists and searches of names never see two kinds of folded texts.
void update_folded_texts(database::Database& database) {
    const database::FoldedRows kinds[] = {
        {"companies", companies::refold_company_names},        {"contacts", contacts::refold_contact_names},
        {"contact_filters", contacts::refold_contact_filters}, {"segments", contacts::refold_segment_names},
        {"campaigns", campaigns::refold_campaign_names},       {"agents", agents::refold_agent_names},
        {"connections", connectors::refold_connection_names},  {"members", access::refold_member_names},
        {"member_search", members::refold_search_rows},
    };
    for (const auto& rows : kinds) refold_rows(database, rows);
}

http::ServerSettings make_server_settings(const Options& options, const Metrics& metrics) {
    http::ServerSettings server;
    server.address = options.address;
    server.port = options.port;
    server.trusted_proxies = options.trusted_proxies;
    server.https = options.uses_https();
    server.body_file_folder = options.temporary_folder();
    server.counters = metrics.server();
    return server;
}

std::string make_printed_address(const Options& options, std::uint16_t port) {
    if (!options.base_url.empty()) return options.base_url;
    const auto& address = options.address;
    const bool is_any = address == "0.0.0.0" || address == "::";
    const auto host = is_any                                   ? "localhost"
                      : address.find(':') == std::string::npos ? address
                                                               : fmt::format("[{}]", address);
    const auto written = fmt::format("http://{}:{}", host, port);
    return parse_origin(written).value_or(written);
}

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
std::map<outbox::EmailKind, outbox::ComposeEmail> composers(const std::string& address, bool sends_mail) {
    return {
        {outbox::EmailKind::invitation,
         [&address](database::Transaction& tx, std::string_view token) {
             return members::compose_invitation_email(tx, address, token);
         }},
        {outbox::EmailKind::password_reset,
         // Never into the folder, where administrators could read the link of a colleague.
         [&address, sends_mail](database::Transaction& tx, std::string_view token) {
             return sends_mail ? identity::compose_password_reset(tx, address, token) : std::nullopt;
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

void print_address(const api::Services& services) {
    const auto is_set_up =
        services.database.read([](database::Transaction& tx) { return accounts::find_account(tx).has_value(); });
    fmt::print("Rollcall is at {}\n", services.address);
    if (!is_set_up) fmt::print("Set it up here: {}/setup#token={}\n", services.address, services.setup_token);
    std::fflush(stdout);
}

void warn_as_root() {
    if (geteuid() != 0) return;
    spdlog::warn("Rollcall runs as root. It needs no rights of root: start it as a user of its own.");
}

}  // namespace

void serve(const Options& options, const std::vector<http::Route>& further) {
    prctl(PR_SET_DUMPABLE, 0);  // no other process of this user reads its memory, and no core dump holds secrets
    mallopt(M_ARENA_MAX, allocator_arenas);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);  // a file at its size limit is an error, not the end of the process
    raise_file_limit();
    StopOnSignal stop_on_signal;
    start_logging(options.log_format);

    const auto web_page = http::load_web_page(options.page);
    storage::create_data_folder(options.data);
    const SystemClock clock;
    Metrics metrics;
    const auto database = open_database(options.database, clock, metrics.database());
    const auto blobs = storage::open_storage(options.storage);
    const auto key = join_installation(*database, *blobs, clock, options.secret_key_file,
                                       storage::describe_storage(options.storage));
    update_folded_texts(*database);
    remove_end_of_restore(options.storage, *blobs);
    erasure_ledger::Ledger ledger(options.erasures_file, key);
    const erasures::NumberErasureContext erasure_context{*database, *blobs, clock, key, ledger};
    replay_ledger_at_start(erasure_context);
    identity::PasswordHasher passwords;
    pictures::PictureReader pictures(options.picture_program);
    members::SearchMemory search_memory;
    Readiness readiness(*database, clock);

    std::string address;  // set once the port is known
    const mail::Folder folder(options.data / "outbox");
    const auto transport = make_transport(options.mail, folder);
    outbox::EmailWorker outbox({*database, clock, key, *transport, folder, options.mail.from,
                                composers(address, options.mail.server.has_value())});
    const auto temporary_folder = options.temporary_folder();
    connectors::RecordingCopier recordings({.database = *database,
                                            .blobs = *blobs,
                                            .clock = clock,
                                            .reader = connectors::AudioReader(options.audio_program),
                                            .hosts = options.recording_hosts,
                                            .temporary_folder = temporary_folder});
    connectors::OldWebhooks old_webhooks(*database, clock);
    jobs::PeriodicWorker webhook_deletion(connectors::old_webhook_work(old_webhooks, *database));
    jobs::PeriodicWorker number_erasures(erasures::number_erasure_work(erasure_context));
    calls::LiveStreams live_streams(*database);
    connectors::WrongSignatures wrong_signatures(*database);
    connectors::WebhookCounters webhook_counters;
    const connectors::PlatformClient platform_client(options.platform_addresses);
    jobs::PeriodicWorker day_sums(calls::day_sums_work(*database));
    jobs::PeriodicWorker imports(contacts::contact_import_work(*database, *blobs, clock, key));
    connectors::PlatformCallPlacer placer(platform_client, options.webhook_hosts, clock);
    campaigns::Dialler dialler({*database, clock, key, placer, campaigns::dialling_threads});
    jobs::PeriodicWorker dialling(campaigns::dialling_work(dialler));
    jobs::PeriodicWorker call_resolution(campaigns::resolving_work(dialler));
    jobs::PeriodicWorker audiences(campaigns::audience_work(*database, clock, key, [&dialling] { dialling.wake(); }));
    const auto wake_campaigns = [&audiences, &dialling] {
        audiences.wake();
        dialling.wake();
    };
    api::Services services{.database = *database,
                           .clock = clock,
                           .blobs = *blobs,
                           .passwords = passwords,
                           .pictures = pictures,
                           .search_memory = search_memory,
                           .metrics = metrics,
                           .readiness = readiness,
                           .key = key,
                           .cursor_key = database::CursorKey(key.derive_key("cursors of lists")),
                           .folder = folder,
                           .sends_mail = options.mail.server.has_value(),
                           .outbox = outbox,
                           .recordings = recordings,
                           .erasure_ledger = ledger,
                           .number_erasures = number_erasures,
                           .live_streams = live_streams,
                           .wrong_signatures = wrong_signatures,
                           .webhook_counters = webhook_counters,
                           .platform_client = platform_client,
                           .webhook_hosts = options.webhook_hosts,
                           .on_reported_call = campaigns::close_reported_attempt,
                           .may_be_dialled = answer_with(key),
                           .temporary_folder = temporary_folder,
                           .on_time_zone_change = calls::note_time_zone_change,
                           .wake_day_sums = [&day_sums] { day_sums.wake(); },
                           .wake_imports = [&imports] { imports.wake(); },
                           .wake_campaigns = wake_campaigns,
                           .address = address,
                           .setup_token = derive_setup_token(key),
                           .version = options.version,
                           .https = options.uses_https()};

    const identity::ResetRequestContext reset_requests{
        .database = *database,
        .clock = clock,
        .key = key,
        .sends_mail = services.sends_mail,
        .invite_again = [&key](database::Transaction& tx, const MemberId& member, std::string_view token,
                               Time now) { return members::resend_requested_invitation(tx, key, member, token, now); },
        .wake_outbox = [&outbox] { outbox.wake(); }};
    jobs::PeriodicWorker password_resets(
        {.name = "Answering forgotten passwords",
         .run = [&](const std::stop_token& stop) { identity::answer_reset_requests(reset_requests, stop); },
         .pause = identity::reset_request_pause,
         .claim = jobs::claim_in(*database)});
    jobs::PeriodicWorker live_stream_count(calls::live_stream_work(live_streams));
    jobs::PeriodicWorker blob_deletion(jobs::blob_deletion_work(*database, *blobs, clock));
    jobs::PeriodicWorker erasure(members::erasure_work({*database, *blobs, folder, clock, ledger}));
    jobs::PeriodicWorker ledger_completion(ledger_work(*database, ledger));
    jobs::PeriodicWorker search_index(members::search_index_work(*database));
    jobs::PeriodicWorker contact_search(contacts::contact_search_work(*database));
    jobs::PeriodicWorker memory_return(memory_return_work());
    // In the background: a transcript has hundreds of words, and an account may have a million calls.
    jobs::PeriodicWorker call_words(
        {.name = "Updating the words of calls",
         .run =
             [&](const std::stop_token& stop) {
                 database::refold_rows(*database, {"packed_call_words", calls::pack_call_words}, stop);
                 database::refold_rows(*database, {"call_words", calls::refold_call_words}, stop);
             },
         .pause = std::chrono::hours(24),
         .claim = jobs::claim_in(*database)});
    auto router = build_router(list_routes(), services, options.base_url);
    for (const auto& route : further) router.add(route);
    router.set_fallback(http::make_web_page_handler(web_page));
    UntrustedProxies untrusted_proxies;
    http::Server server(make_server_settings(options, metrics), std::move(router), [&](const http::Exchange& exchange) {
        metrics.count_request(exchange);
        if (exchange.request) untrusted_proxies.warn_of(*exchange.request);
        log_exchange(options.log_format, exchange);
    });
    address = make_printed_address(options, server.port());
    readiness.start();
    outbox.start();
    password_resets.start();
    recordings.start();
    live_stream_count.start();
    blob_deletion.start();
    webhook_deletion.start();
    erasure.start();
    number_erasures.start();
    ledger_completion.start();
    search_index.start();
    contact_search.start();
    memory_return.start();
    call_words.start();
    day_sums.start();
    imports.start();
    audiences.start();
    dialling.start();
    call_resolution.start();
    const ControlSocket control(
        options.data, [&](std::string_view request) { return answer_password_reset(*database, clock, key, request); });
    print_address(services);
    notify_service_manager();
    warn_as_root();
    stop_on_signal.run(server, [&outbox] { outbox.stop_immediate_deliveries(); });
}

}  // namespace rollcall::app
