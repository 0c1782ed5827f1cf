#pragma once

#include <mutex>
#include <set>
#include <utility>
#include <vector>

namespace rollcall::jobs {

/// What this instance works on at the moment. Its row keeps all others from it for `lease_time`, and a worker renews
/// that for what is held. Safe from any thread.
template <class Key>
class Leases {
public:
    /// Holds a key until it is destroyed.
    class Lease {
    public:
        Lease(Leases& leases, Key key) : leases_(leases), key_(std::move(key)) {
            const std::lock_guard lock(leases_.mutex_);
            leases_.held_.insert(key_);
        }
        ~Lease() {
            const std::lock_guard lock(leases_.mutex_);
            leases_.held_.erase(key_);
        }
        Lease(const Lease&) = delete;
        Lease& operator=(const Lease&) = delete;

    private:
        Leases& leases_;
        const Key key_;
    };

    std::vector<Key> held() const {
        const std::lock_guard lock(mutex_);
        return {held_.begin(), held_.end()};
    }
    bool holds(const Key& key) const {
        const std::lock_guard lock(mutex_);
        return held_.contains(key);
    }

private:
    mutable std::mutex mutex_;
    std::set<Key> held_;
};

}  // namespace rollcall::jobs
