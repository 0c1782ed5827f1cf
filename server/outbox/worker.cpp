#include "outbox/worker.hpp"

#include <spdlog/spdlog.h>

namespace rollcall::outbox {

Worker::Worker(Post post)
    : post_(std::move(post)),
      worker_({.name = "Sending emails", .run = [this](const std::stop_token& stop) { run(stop); }}) {}

void Worker::run(const std::stop_token& stop) {
    if (!has_begun_) begin();
    has_begun_ = true;
    deliver_due(post_, stop);
}

void Worker::begin() {
    try {
        post_.database.write([&](database::Transaction& tx) { make_due(tx, post_.clock.now()); });
        forget_files_without_mail(post_.database, post_.folder);
    } catch (const std::exception& error) {
        spdlog::error("The outbox could not be looked through: {}", error.what());
    }
}

}  // namespace rollcall::outbox
