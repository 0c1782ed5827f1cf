#pragma once

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <functional>
#include <mutex>
#include <optional>
#include <string>
#include <string_view>
#include <thread>
#include <vector>

namespace rollcall::identity {

/// How much work one hash costs.
enum class HashStrength {
    interactive,  ///< libsodium's: Argon2id with 64 MiB and 2 passes
    minimal,      ///< the least that libsodium allows: for unit tests only
};

/// Hashes passwords with Argon2id (libsodium's crypto_pwhash_str, which stores the parameters with the hash).
///
/// Hashing costs memory and time, so it is done by few threads of low priority of its own, half as many as there are
/// processors: a storm of sign-ins waits here, while other requests go on. Callers block; when too many wait, the
/// next is refused with Error::overloaded.
class PasswordHasher {
public:
    explicit PasswordHasher(HashStrength strength = HashStrength::interactive);
    ~PasswordHasher();
    PasswordHasher(const PasswordHasher&) = delete;
    PasswordHasher& operator=(const PasswordHasher&) = delete;

    std::string hash(std::string_view password);

    /// Whether the password matches. Without a hash it does the same work and answers false, so that the time it takes
    /// does not tell whether somebody has a password.
    bool verify(const std::optional<std::string>& hash, std::string_view password);

    /// Whether the hash was made with other parameters than today's.
    bool needs_rehash(const std::string& hash) const;

    /// How many hashes have been computed since the start.
    std::uint64_t count() const { return count_; }

private:
    using Work = std::function<void()>;

    void run(Work work);
    void serve();

    const std::uint64_t operations_;
    const std::size_t memory_;
    std::string no_hash_;
    std::atomic<std::uint64_t> count_ = 0;

    std::mutex mutex_;
    std::condition_variable changed_;
    std::deque<Work> waiting_;
    bool ending_ = false;
    std::vector<std::thread> threads_;
};

}  // namespace rollcall::identity
