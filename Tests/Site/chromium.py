"""A headless Chromium, spoken to over two pipes in the DevTools protocol: no port, no websocket, nothing to install."""

import fcntl
import json
import os
import select
import shutil
import subprocess
import tempfile
import time

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--headless=new", "--remote-debugging-pipe", "--no-sandbox", "--disable-gpu", "--disable-dev-shm-usage", "--hide-scrollbars",
    "--force-color-profile=srgb", "--font-render-hinting=none", "--no-first-run", "--no-default-browser-check", "--disable-extensions",
    "--disable-background-networking", "--disable-component-update", "--disable-default-apps", "--disable-sync", "--mute-audio",
    # A request that leaves this machine fails, and is seen, instead of arriving.
    "--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1", "about:blank",
]
PATIENCE = 120  # seconds for one answer


class Defect(Exception):
    """The browser did not do what was asked: a defect of this test or of the machine, not of a page."""


def find():
    return next((path for path in map(shutil.which, NAMES) if path), None)


class Chromium:
    """One browser with one tab. Not for two threads at once."""

    def __init__(self, path):
        self.profile = tempfile.mkdtemp(prefix="peil-chromium-")
        ours, theirs = [], []
        for reader, writer in (os.pipe(), os.pipe()):
            # Numbers above 9, so that 3 and 4 are free to be put in place in the child.
            ends = [fcntl.fcntl(end, fcntl.F_DUPFD_CLOEXEC, 10) for end in (reader, writer)]
            os.close(reader)
            os.close(writer)
            ours.append(ends[1] if not ours else ends[0])
            theirs.append(ends[0] if not theirs else ends[1])

        def place():
            os.dup2(theirs[0], 3)
            os.dup2(theirs[1], 4)

        self.process = subprocess.Popen(
            [path, "--user-data-dir=" + self.profile] + FLAGS, pass_fds=(3, 4), preexec_fn=place,
            stdin=subprocess.DEVNULL, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        for end in theirs:
            os.close(end)
        self.output, self.input = ours
        self.buffer, self.number, self.events, self.session = b"", 0, [], None
        target = self.send("Target.createTarget", url="about:blank")["targetId"]
        self.session = self.send("Target.attachToTarget", targetId=target, flatten=True)["sessionId"]
        for domain in ("Page", "Runtime", "Log", "Network"):
            self.send(domain + ".enable")
        self.send("Emulation.setFocusEmulationEnabled", enabled=True)

    def __enter__(self):
        return self

    def __exit__(self, *_):
        self.session = None
        try:
            self.send("Browser.close")
            self.process.wait(10)
        except (Defect, OSError, subprocess.TimeoutExpired):
            self.process.kill()
            self.process.wait()
        os.close(self.input)
        os.close(self.output)
        shutil.rmtree(self.profile, ignore_errors=True)

    # Messages

    def post(self, method, parameters):
        self.number += 1
        message = {"id": self.number, "method": method, "params": parameters}
        if self.session:
            message["sessionId"] = self.session
        data = json.dumps(message).encode() + b"\0"
        while data:
            data = data[os.write(self.output, data):]
        return self.number

    def send(self, method, **parameters):
        number, end = self.post(method, parameters), time.monotonic() + PATIENCE
        while True:
            message = self.read(end)
            if message is None:
                raise Defect("%s: no answer within %d s" % (method, PATIENCE))
            if message.get("id") == number:
                if "error" in message:
                    raise Defect("%s: %s" % (method, message["error"].get("message")))
                return message["result"]

    def read(self, end):
        """The next message, or None at the end of the patience. Events are kept; a dialog is closed, or the page would hang."""
        while b"\0" not in self.buffer:
            if not select.select([self.input], [], [], max(0, end - time.monotonic()))[0]:
                return None
            part = os.read(self.input, 1 << 18)
            if not part:
                raise Defect("Chromium ended")
            self.buffer += part
        line, self.buffer = self.buffer.split(b"\0", 1)
        message = json.loads(line)
        if "method" in message:
            self.events.append(message)
            if message["method"] == "Page.javascriptDialogOpening":
                self.post("Page.handleJavaScriptDialog", {"accept": False})
        return message

    # What a tab does

    def open(self, url):
        """Goes to a page and waits until it is loaded; events of the page before are forgotten."""
        self.events = []
        result = self.send("Page.navigate", url=url)
        if result.get("errorText"):
            raise Defect("%s: %s" % (url, result["errorText"]))
        end = time.monotonic() + PATIENCE
        while not any(event["method"] == "Page.loadEventFired" for event in self.events):
            if self.read(end) is None:
                raise Defect("%s: not loaded within %d s" % (url, PATIENCE))

    def evaluate(self, expression):
        result = self.send("Runtime.evaluate", expression=expression, awaitPromise=True, returnByValue=True)
        if "exceptionDetails" in result:
            details = result["exceptionDetails"]
            raise Defect(details.get("exception", {}).get("description") or details["text"])
        return result["result"].get("value")

    def show(self, width, height=900, scheme="light", media="screen"):
        self.send("Emulation.setEmulatedMedia", media=media, features=[
            {"name": "prefers-color-scheme", "value": scheme}, {"name": "prefers-reduced-motion", "value": "reduce"}])
        self.send("Emulation.setDeviceMetricsOverride", width=width, height=height, deviceScaleFactor=1, mobile=False)

    def press(self, key, code, text=None):
        for kind in ("keyDown", "keyUp"):
            more = {"text": text} if text and kind == "keyDown" else {}
            self.send("Input.dispatchKeyEvent", type=kind, key=key, code=key, windowsVirtualKeyCode=code, **more)

    def pdf(self):
        """Base64 of the page on paper, as a reader prints it: the page's own size, no backgrounds."""
        self.send("Emulation.setEmulatedMedia", media="", features=[])
        return self.send("Page.printToPDF", preferCSSPageSize=True, printBackground=False)["data"]
