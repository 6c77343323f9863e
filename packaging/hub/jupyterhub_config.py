"""A hub on one machine, for the trial: everybody may log in, a server is a process. JupyterHub's own classes alone.

For a class put an authenticator of your school in place of the dummy one, and SystemdSpawner or DockerSpawner, which can hold a
server to mem_limit and cpu_limit, in place of the simple one.
"""

import os
import sys

c = get_config()  # noqa: F821

c.JupyterHub.bind_url = os.environ["HUB_ADDRESS"]
c.JupyterHub.hub_port = int(os.environ["HUB_PORT"])
c.ConfigurableHTTPProxy.api_url = os.environ["HUB_PROXY_API"]
c.ConfigurableHTTPProxy.command = [os.environ["HUB_PROXY"]]
c.JupyterHub.db_url = "sqlite:///hub.sqlite"
c.JupyterHub.cookie_secret_file = "cookie_secret"
c.JupyterHub.concurrent_spawn_limit = 4

c.JupyterHub.authenticator_class = "dummy"
c.Authenticator.allow_all = True  # nobody may log in otherwise
c.Authenticator.admin_users = set()

c.JupyterHub.spawner_class = "simple"
c.Spawner.cmd = [os.path.join(os.path.dirname(sys.executable), "jupyterhub-singleuser")]
c.Spawner.start_timeout = c.Spawner.http_timeout = 300
c.Spawner.notebook_dir = "~"
# A kernel that has computed nothing for a while, and that no page is connected to, ends; its notebook stays.
c.Spawner.args = ["--allow-root", "--MappingKernelManager.cull_idle_timeout=" + os.environ["HUB_KERNEL_IDLE"], "--MappingKernelManager.cull_interval=5"]

# A guide for a class has the service that ends servers too; the trial starts it when all servers have been measured.
c.JupyterHub.services = [{"name": "trial", "api_token": os.environ["HUB_TOKEN"]}]
c.JupyterHub.load_roles = [
    {
        "name": "trial",
        "services": ["trial"],
        "scopes": ["admin:users", "admin:servers", "access:servers", "list:users", "read:users:activity", "read:servers", "delete:servers"],
    },
]
