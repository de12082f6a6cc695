#!/usr/bin/env python3
"""Twenty people type at once: how long until the desk has coded what each of them wrote.

    Scripts/desk_load.py http://localhost:8080 [sessions] [updates]

Each session sends a growing DXA note, one update after the other with the pause of somebody who types.
"""
import http.client, json, random, sys, threading, time, urllib.parse

NOTE = """DXA BONE DENSITY REPORT
INDICATION: 67 year old postmenopausal woman.
FINDINGS: Lumbar spine (L1-L4): BMD 0.912 g/cm2, T-score -1.8, Z-score -0.4. Left total hip: BMD 0.801 g/cm2,
T-score -1.4. Left femoral neck: BMD 0.702 g/cm2, T-score -2.1.
IMPRESSION: Osteopenia of the lumbar spine and left femoral neck. Left knee pain. Right distal radius fracture, initial
encounter, after a fall from standing height.
"""


def session(host, port, updates, times, seed):
    pick = random.Random(seed)
    connection = http.client.HTTPConnection(host, port, timeout=60)
    connection.request("POST", "/encounters", f"label=load+{seed}&date=&template=", {"Content-Type": "application/x-www-form-urlencoded"})
    begun = connection.getresponse()
    begun.read()
    encounter = begun.getheader("Location").rsplit("/", 1)[1]
    for number in range(updates):
        body = json.dumps({"text": NOTE[: len(NOTE) * (number + 1) // updates], "age": 67, "sex": "female"})
        start = time.perf_counter()
        connection.request("POST", f"/api/encounters/{encounter}/analysis", body, {"Content-Type": "application/json"})
        answer = connection.getresponse()
        answer.read()
        assert answer.status == 200, answer.status
        times.append(time.perf_counter() - start)
        time.sleep(pick.uniform(0.15, 0.35))


def main():
    address = urllib.parse.urlparse(sys.argv[1])
    sessions = int(sys.argv[2]) if len(sys.argv) > 2 else 20
    updates = int(sys.argv[3]) if len(sys.argv) > 3 else 40
    times = []
    threads = [threading.Thread(target=session, args=(address.hostname, address.port, updates, times, i)) for i in range(sessions)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    times.sort()
    at = lambda share: 1000 * times[min(len(times) - 1, int(len(times) * share))]
    print(f"{sessions} sessions, {len(times)} updates: median {at(0.5):.1f} ms, p95 {at(0.95):.1f} ms, p99 {at(0.99):.1f} ms")
    sys.exit(0 if at(0.99) <= 100 else 1)


main()
