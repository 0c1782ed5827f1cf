#pragma once

#include <filesystem>
#include <memory>
#include <string>

#include "api/services.hpp"
#include "app/options.hpp"
#include "app/readiness.hpp"
#include "app/serving/stored_data.hpp"
#include "calls/live/live_streams.hpp"
#include "campaigns/dialling/dialler.hpp"
#include "connectors/calling/platform_call_placer.hpp"
#include "connectors/calling/platform_client.hpp"
#include "connectors/ingest/old_webhooks.hpp"
#include "connectors/ingest/webhook_counters.hpp"
#include "connectors/ingest/wrong_signatures.hpp"
#include "connectors/recording_copies/recording_copier.hpp"
#include "identity/passwords/password_hasher.hpp"
#include "jobs/periodic_worker.hpp"
#include "mail/folder.hpp"
#include "members/list/search_memory.hpp"
#include "outbox/email_worker.hpp"
#include "pictures/picture_reader.hpp"

namespace rollcall::app {

/// What handlers use, and the workers that they wake; `services` refers to all of it. What was made first ends last.
/// `options` and `data` live longer.
struct ServiceParts {
    ServiceParts(const Options& options, StoredData& data);
    ServiceParts(const ServiceParts&) = delete;
    ServiceParts& operator=(const ServiceParts&) = delete;

    identity::PasswordHasher passwords;
    pictures::PictureReader pictures;
    members::SearchMemory search_memory;
    Readiness readiness;
    std::string address;  ///< set once the port is known
    const mail::Folder folder;
    const std::unique_ptr<mail::Transport> transport;
    outbox::EmailWorker outbox;
    const std::filesystem::path temporary_folder;
    connectors::RecordingCopier recordings;
    connectors::OldWebhooks old_webhooks;
    jobs::PeriodicWorker webhook_deletion;
    jobs::PeriodicWorker number_erasures;
    calls::LiveStreams live_streams;
    connectors::WrongSignatures wrong_signatures;
    connectors::WebhookCounters webhook_counters;
    const connectors::PlatformClient platform_client;
    jobs::PeriodicWorker day_sums;
    jobs::PeriodicWorker imports;
    connectors::PlatformCallPlacer placer;
    campaigns::Dialler dialler;
    jobs::PeriodicWorker dialling;
    jobs::PeriodicWorker call_resolution;
    jobs::PeriodicWorker audiences;
    api::Services services;

private:
    api::Services make_services(const Options& options, StoredData& data);
};

}  // namespace rollcall::app
