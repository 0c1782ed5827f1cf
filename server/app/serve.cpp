#include "app/serve.hpp"

#include <fmt/format.h>
#include <malloc.h>
#include <pthread.h>
#include <signal.h>
#include <sys/resource.h>

#include <cstdio>
#include <thread>

#include "accounts/account_store.hpp"
#include "app/dispatch.hpp"
#include "app/logging.hpp"
#include "app/routes.hpp"
#include "calls/intake/agent_day_store.hpp"
#include "connectors/recording_copies/recording_worker.hpp"
#include "core/random.hpp"
#include "core/sealing.hpp"
#include "database/postgres/address.hpp"
#include "http/server/server.hpp"
#include "http/static_files/page.hpp"
#include "identity/password_hasher.hpp"
#include "identity/password_resets.hpp"
#include "jobs/unreferenced_blobs.hpp"
#include "mail/folder.hpp"
#include "members/invitations/invitation_email.hpp"
#include "members/list/search_store.hpp"
#include "members/removal/erasure.hpp"
#include "outbox/email_worker.hpp"
#include "pictures/picture_reader.hpp"
#include "storage/blobs.hpp"

namespace rollcall::app {

namespace {

// glibc gives each thread an arena of its own otherwise, and a hundred waiting threads would hold memory for nothing.
constexpr int allocator_arenas = 2;

// Each connection is a file; the usual soft limit of 1,024 is less than the server may hold (http::Limits).
void raise_file_limit() {
    rlimit limit{};
    if (getrlimit(RLIMIT_NOFILE, &limit) != 0) return;
    limit.rlim_cur = limit.rlim_max;
    setrlimit(RLIMIT_NOFILE, &limit);
}

sigset_t end_signals() {
    sigset_t signals;
    sigemptyset(&signals);
    sigaddset(&signals, SIGTERM);
    sigaddset(&signals, SIGINT);
    return signals;
}

// Waits for SIGTERM or SIGINT on a thread of its own and then stops the server. Made before other threads, so that
// the signals reach no other.
class StopOnSignal {
public:
    StopOnSignal() {
        const auto signals = end_signals();
        pthread_sigmask(SIG_BLOCK, &signals, nullptr);
    }

    void run(http::Server& server) {
        std::thread waiting([&server] {
            const auto signals = end_signals();
            int signal = 0;
            sigwait(&signals, &signal);
            server.stop();
        });
        server.run();
        pthread_kill(waiting.native_handle(), SIGTERM);  // where the server ended by itself
        waiting.join();
    }
};

void prepare_folder(const std::filesystem::path& folder) {
    std::error_code problem;
    std::filesystem::create_directories(folder, problem);
    if (problem) {
        throw std::runtime_error(
            fmt::format("The data folder {} cannot be made: {}.", folder.string(), problem.message()));
    }
    std::filesystem::permissions(folder, std::filesystem::perms::owner_all, problem);
}

std::unique_ptr<database::Database> open_database(const std::string& database, const Clock& clock) {
    return database::is_postgres_address(database) ? database::open_postgres(database, clock)
                                                   : database::open_sqlite(database, clock);
}

http::ServerSettings server_settings(const Settings& settings) {
    http::ServerSettings server;
    server.address = settings.address;
    server.port = settings.port;
    server.trusted_proxies = settings.trusted_proxies;
    server.https = settings.https();
    server.spool_folder = settings.temporary_folder();
    return server;
}

std::string address_for_people(const Settings& settings, std::uint16_t port) {
    if (!settings.base_url.empty()) return settings.base_url;
    const auto& address = settings.address;
    if (address == "0.0.0.0" || address == "::") return fmt::format("http://localhost:{}", port);
    return address.find(':') == std::string::npos ? fmt::format("http://{}:{}", address, port)
                                                  : fmt::format("http://[{}]:{}", address, port);
}

std::unique_ptr<mail::Transport> transport_of(const MailSettings& settings, const mail::Folder& folder) {
    if (settings.server) return std::make_unique<mail::SmtpTransport>(*settings.server);
    return std::make_unique<mail::Folder>(folder);
}

// What writes the emails of each kind. Their links lead to `address`, as it is when they are written.
std::map<outbox::EmailKind, outbox::ComposeEmail> composers(const std::string& address) {
    return {
        {outbox::EmailKind::invitation,
         [&address](database::Transaction& tx, std::string_view token) {
             return members::compose_invitation_email(tx, address, token);
         }},
        {outbox::EmailKind::password_reset,
         [&address](database::Transaction& tx, std::string_view token) {
             return identity::compose_password_reset(tx, address, token);
         }},
    };
}

void greet(const api::Services& services) {
    const auto is_set_up =
        services.database.read([](database::Transaction& tx) { return accounts::find(tx).has_value(); });
    fmt::print("Rollcall is at {}\n", services.address);
    if (!is_set_up) fmt::print("Set it up here: {}/setup#token={}\n", services.address, services.setup_token);
    std::fflush(stdout);
}

}  // namespace

void serve(const Settings& settings, const std::vector<http::Route>& further) {
    mallopt(M_ARENA_MAX, allocator_arenas);
    signal(SIGPIPE, SIG_IGN);
    signal(SIGXFSZ, SIG_IGN);  // a file at its limit is an error to answer, not an end
    raise_file_limit();
    StopOnSignal stop_on_signal;
    start_logging(settings.log_format);

    const auto page = http::load_page(settings.page);
    prepare_folder(settings.data);
    const SystemClock clock;
    const auto database = open_database(settings.database, clock);
    members::insert_missing_search_rows(*database);
    const auto key = SealingKey::from_file(settings.secret_key_file);
    const auto blobs = storage::open_folder(settings.storage);
    identity::PasswordHasher passwords;
    pictures::PictureReader pictures(settings.picture_program);
    api::Metrics metrics;

    std::string address;  // known once the port is
    const mail::Folder folder(settings.data / "outbox");
    const auto transport = transport_of(settings.mail, folder);
    outbox::EmailWorker outbox({*database, clock, key, *transport, folder, settings.mail.from, composers(address)});
    const auto temporary_folder = settings.temporary_folder();
    connectors::RecordingWorker recordings({.database = *database,
                                            .blobs = *blobs,
                                            .clock = clock,
                                            .reader = connectors::AudioReader(settings.audio_program),
                                            .hosts = settings.recording_hosts,
                                            .folder = temporary_folder});
    api::Services services{
        .database = *database,
        .clock = clock,
        .blobs = *blobs,
        .passwords = passwords,
        .pictures = pictures,
        .metrics = metrics,
        .key = key,
        .folder = folder,
        .sends_mail = settings.mail.server.has_value(),
        .outbox = outbox,
        .recordings = recordings,
        .temporary_folder = temporary_folder,
        .time_zone_changed = [](database::Transaction& tx,
                                const std::string& time_zone) { calls::sum_up_all(tx, Calendar(time_zone)); },
        .address = address,
        .setup_token = make_token(),
        .https = settings.https()};

    jobs::PeriodicWorker blob_deletion(jobs::blob_deletion_work(*database, *blobs, clock));
    jobs::PeriodicWorker erasure(members::erasure_work(*database, *blobs, folder, clock));
    auto router = guarded(routes(), services, settings.base_url);
    for (const auto& route : further) router.add(route);
    router.set_fallback(http::page_handler(page));
    http::Server server(server_settings(settings), std::move(router), [&](const http::Exchange& exchange) {
        metrics.count_request(exchange.status);
        log_exchange(settings.log_format, exchange);
    });
    address = address_for_people(settings, server.port());
    outbox.start();
    recordings.start();
    blob_deletion.start();
    erasure.start();
    greet(services);
    stop_on_signal.run(server);
}

}  // namespace rollcall::app
